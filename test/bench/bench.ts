import type { DevFile } from '@countersign/local';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname } from 'node:path';
import { startProduct } from '../e2e/product.js';
import { applyGovernance } from './apply-governance.js';
import { startChild } from './child.js';
import { startLoad } from './load.js';
import { measure, type Measurements } from './measure.js';
import { measureAudit } from './measure-audit.js';
import { measureStreams } from './measure-streams.js';
import { helpText, parseOptions, type BenchOptions } from './options.js';
import { reportText, type Report } from './report.js';
import { scenariosAt } from './scenarios.js';
import { watchedPids } from './watched-services.js';

const portBase = 27_500;

interface Instance {
  dev: DevFile;
  dataDir: string;
  stop: () => Promise<void>;
}

async function instanceOf(options: BenchOptions): Promise<Instance> {
  // Held calls wait long enough for all streams to be open, and not longer.
  if (options.dev === undefined) {
    return startProduct({ portBase, env: { COUNTERSIGN_GATEWAY_HELD_CALL_WAIT_MS: '15000' } });
  }
  const dev = JSON.parse(readFileSync(options.dev, 'utf8')) as DevFile;
  return { dev, dataDir: dirname(options.dev), stop: () => Promise.resolve() };
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}

async function measureCalls(options: BenchOptions): Promise<Measurements & Pick<Report, 'streams'>> {
  progress('starting ...');
  const instance = await instanceOf(options);
  const provider = await startChild('provider');
  const proxy = await startChild('pass-through', [provider.url]);
  const load = await startLoad();
  try {
    await applyGovernance(instance.dev, provider.url);
    const scenarios = scenariosAt({ dev: instance.dev, providerUrl: provider.url, proxyUrl: proxy.url });
    const ours = { 'mock provider': provider.process.pid ?? 0, 'load generator': load.pid };
    const pids = watchedPids(instance.dev, instance.dataDir, ours);
    const measurements = await measure(load, {
      scenarios: scenarios.filter(({ name }) => new RegExp(options.only).test(name)),
      ...{ rounds: options.rounds, seconds: options.seconds, progress },
      ...{ connections: options.connections, wanted: options.paths },
      pids,
    });
    const governed = Object.fromEntries(Object.entries(pids).filter(([name]) => !(name in ours)));
    progress('holding streams ...');
    const streams = options.streams > 0 ? await measureStreams(instance.dev, governed, options.streams) : null;
    return { ...measurements, streams };
  } finally {
    load.stop();
    for (const child of [provider, proxy]) child.process.disconnect();
    await instance.stop();
  }
}

function machine(loadBefore: number): Report['machine'] {
  const [first, ...others] = cpus();
  const model = first?.model.trim() ?? 'unknown';
  const [loadAfter = 0] = loadavg();
  return { cores: others.length + 1, model, loadBefore, loadAfter, node: process.versions.node };
}

/** Measures, prints tables (or JSON) and writes the JSON. Judges nothing: the figures depend on the machine. */
export async function bench(argv: string[]): Promise<void> {
  const options = parseOptions(argv);
  if (options.help) return void process.stdout.write(helpText);
  const begun = performance.now();
  const [loadBefore = 0] = loadavg();
  const measurements = await measureCalls(options);
  progress('sealing ...');
  const audit = options.audit ? await measureAudit(options.rounds) : null;
  const report: Report = {
    ...{ machine: machine(loadBefore), rounds: options.rounds, secondsPerRound: options.seconds },
    tookSeconds: Math.round((performance.now() - begun) / 1_000),
    ...{ ...measurements, audit },
  };
  progress('');
  const json = `${JSON.stringify(report, null, 2)}\n`;
  mkdirSync(dirname(options.out), { recursive: true });
  writeFileSync(options.out, json);
  process.stdout.write(options.json ? json : reportText(report));
}
