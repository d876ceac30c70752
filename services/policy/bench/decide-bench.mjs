#!/usr/bin/env node
/**
 * Measures decisions inside the policy service, effect analysis included, at growing numbers of rules, and how long
 * calls wait while a revision of full size is loaded beside them.
 *
 *   node services/policy/bench/decide-bench.mjs [--json]
 */
import { setImmediate as turn } from 'node:timers/promises';
import { fromSource } from '../scripts/from-source.mjs';

fromSource(import.meta.url);

const { loadAnalysers } = await import('@countersign/effects');
const { decideToolCall } = await import('../src/domain/decide/decide-tool-call.ts');
const { RevisionLoader } = await import('../src/engine/revision-loader.ts');
const { agentName, governanceOfSize, toolName } = await import('./governance-of-size.mjs');
await loadAnalysers();

const sizes = [1, 10, 100, 1000].map((policies) => ({
  policies,
  rulesPerPolicy: 10,
  tools: Math.max(40, Math.min(1000, policies * 10)),
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
  return { loadMs: await loaded, decided: samples.length, ...quantiles(samples) };
}

const results = [];
let largest;
for (const size of sizes) {
  const revision = await loader.load(governanceOfSize(size));
  results.push(...measure(revision, size, 10_000));
  largest = { revision, size };
}
const loading = await whileLoading(largest.revision, largest.size);

if (process.argv.includes('--json')) console.log(JSON.stringify({ results, loading }, null, 2));
else {
  const micro = (ms) => Math.round(ms * 1000);
  console.table(
    results.map(({ call, rules, p50, p99, max, cpuMs, verdicts }) => ({
      call,
      rules,
      'p50 us': micro(p50),
      'p99 us': micro(p99),
      'max us': micro(max),
      'cpu us': micro(cpuMs),
      verdicts: JSON.stringify(verdicts),
    })),
  );
  const { loadMs, decided, p50, p99, max } = loading;
  console.log(
    `a revision with ${largest.size.policies * 10} rules loads in ${Math.round(loadMs)} ms;`,
    `${decided} calls meanwhile: p50 ${micro(p50)} us, p99 ${micro(p99)} us, max ${micro(max)} us`,
  );
}
console.log(`memory ${Math.round(process.memoryUsage().rss / 1048576)} MiB`);
