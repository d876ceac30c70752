#!/usr/bin/env node
/**
 * Measures decisions inside the policy service, effect analysis included, at growing numbers of rules, and how long
 * calls wait while a revision of full size is loaded beside them.
 *
 *   npm run bench -- --policy [--json] [--rounds N] [--seconds S] [--rules 10,100,1000,10000]
 */
import { availableParallelism } from 'node:os';
import { setImmediate as turn } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { fromSource } from '../scripts/from-source.mjs';

fromSource(import.meta.url);

const { loadAnalysers } = await import('@countersign/effects');
const { decideToolCall } = await import('../src/domain/decide/decide-tool-call.ts');
const { RevisionLoader } = await import('../src/engine/revision-loader.ts');
const { agentName, governanceOfSize, toolName } = await import('./governance-of-size.mjs');
const { throughputOf } = await import('./throughput.mjs');

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5000' },
    seconds: { type: 'string', default: '3' },
    policy: { type: 'boolean' },
    rules: { type: 'string', default: '10,100,1000,10000' },
    replica: { type: 'boolean', default: false },
  },
});
await loadAnalysers();

const sizes = options.rules.split(',').map((rules) => ({
  policies: Math.ceil(Number(rules) / 10),
  rulesPerPolicy: 10,
  tools: 1000,
}));
const note = 'x'.repeat(850);
const calls = [
  ['shell', { command: 'cat /workspace/a.log | grep -n error | head -n 20', cwd: '/workspace', note }],
  ['sql', { sql: 'select id, total from orders where total > 100 order by id limit 50', note }],
  ['path', { path: '/workspace/src/index.ts', note }],
  ['declared', { repository: 'acme/checkout', note }],
];
const loader = new RevisionLoader();

function proposalFor(shape, number, { policies, rulesPerPolicy, tools }) {
  const policy = number % policies;
  const offset = Array.from({ length: rulesPerPolicy }, (_, index) => (policy * rulesPerPolicy + index) % tools);
  const tool = offset.find((candidate) => candidate % 4 === shape);
  return { agent: agentName(policy), tool: toolName(tool), arguments: calls[shape][1] };
}

const context = { nowMs: 1_763_700_000_000, principal: null };

function timed(revision, proposal) {
  const start = performance.now();
  const outcome = decideToolCall(revision, proposal, context);
  return { took: performance.now() - start, verdict: outcome.verdict, reason: outcome.reasonCode };
}

function quantiles(samples) {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { p50: at(0.5), p99: at(0.99), max: sorted.at(-1) };
}

function measure(revision, size, rounds) {
  return calls.map(([name], shape) => {
    for (let i = 0; i < 1000; i++) timed(revision, proposalFor(shape, i, size));
    const verdicts = new Map();
    const before = process.cpuUsage();
    const samples = Array.from({ length: rounds }, (_, i) => {
      const { took, verdict, reason } = timed(revision, proposalFor(shape, i, size));
      verdicts.set(`${verdict} ${reason}`, (verdicts.get(`${verdict} ${reason}`) ?? 0) + 1);
      return took;
    });
    const { user, system } = process.cpuUsage(before);
    return {
      call: name,
      cpuMs: (user + system) / 1000 / rounds,
      rules: size.policies * size.rulesPerPolicy,
      ...quantiles(samples),
      verdicts: Object.fromEntries(verdicts),
    };
  });
}

/** The p99 that is promised. */
const slowMs = 2;

/** Decides all the time under one revision while another of full size is loaded. */
async function whileLoading(revision, size) {
  const samples = [];
  const documents = governanceOfSize(size);
  let loading = true;
  const begun = performance.now();
  const loaded = loader.load(documents).then(() => {
    loading = false;
    return performance.now() - begun;
  });
  let asked = performance.now();
  while (loading) {
    // From the moment the call was there to be decided: waiting for a slice of loading counts.
    await turn();
    timed(revision, proposalFor(2, samples.length, size));
    samples.push(performance.now() - asked);
    asked = performance.now();
  }
  const slow = samples.filter((ms) => ms > slowMs).length;
  return { loadMs: await loaded, decided: samples.length, slow, ...quantiles(samples) };
}

/** One replica: decides all kinds of calls one after the other for a while, and says how many it managed. */
async function replica() {
  const size = sizes.at(-1);
  const revision = await loader.load(governanceOfSize(size));
  for (let i = 0; i < 4000; i++) timed(revision, proposalFor(i % 4, i, size));
  process.send?.('ready');
  await new Promise((resolve) => process.once('message', resolve));
  const until = performance.now() + Number(options.seconds) * 1000;
  let decided = 0;
  while (performance.now() < until) timed(revision, proposalFor(decided % 4, (decided += 1), size));
  process.send?.(decided);
}

async function main() {
  const results = [];
  let largest;
  for (const size of sizes) {
    const revision = await loader.load(governanceOfSize(size));
    results.push(...measure(revision, size, Number(options.rounds)));
    largest = { revision, size };
  }
  const loading = await whileLoading(largest.revision, largest.size);
  const throughput = [];
  for (const replicas of [1, 2, 3]) throughput.push(await throughputOf(replicas, options));
  const cores = availableParallelism();
  if (options.json) console.log(JSON.stringify({ cores, results, loading, throughput }, null, 2));
  else print({ cores, results, loading, throughput });
}

function print({ cores, results, loading, throughput }) {
  const micro = (ms) => Math.round(ms * 1000);
  const baseline = new Map(
    results.filter(({ rules }) => rules === results[0].rules).map(({ call, p50 }) => [call, p50]),
  );
  console.log('decisions on calls of about 1 KiB, 1,000 tools, effect analysis included:');
  console.table(
    results.map(({ call, rules, p50, p99, max, cpuMs, verdicts }) => ({
      call,
      rules,
      'p50 us': micro(p50),
      'p99 us': micro(p99),
      'max us': micro(max),
      'cpu us': micro(cpuMs),
      'p50 ratio': (p50 / baseline.get(call)).toFixed(2),
      verdicts: JSON.stringify(verdicts),
    })),
  );
  const { loadMs, decided, slow, p50, p99, max } = loading;
  console.log(
    `a revision with ${results.at(-1).rules} rules is loaded and swapped in after ${Math.round(loadMs)} ms; ${decided} decisions meanwhile,`,
    `waiting included: p50 ${micro(p50)} us, p99 ${micro(p99)} us, max ${micro(max)} us, ${slow} slower than ${slowMs} ms`,
  );
  const [one] = throughput;
  for (const { replicas, perSecond } of throughput) {
    console.log(
      `${replicas} replica(s): ${perSecond} decisions a second, ${(perSecond / one.perSecond).toFixed(2)} times one`,
    );
  }
  console.log(
    `${cores} cores: more replicas than cores share them. Memory ${Math.round(process.memoryUsage().rss / 1048576)} MiB`,
  );
}

await (options.replica ? replica() : main());
process.exit(0);
