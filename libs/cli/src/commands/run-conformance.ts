import {
  conformanceApprover,
  conformanceChecks,
  conformanceGovernance,
  runChecks,
  ScriptedProvider,
  type Outcome,
  type World,
} from '@countersign/conformance';
import type { Command } from 'commander';
import { givenServer, localInstance, serverOf, type ServerOptions } from '../config.js';
import { CommandError } from '../output/command-error.js';
import { show } from '../output/print.js';
import { approving, prepareGateway } from './prepare-gateway.js';
import { reachGateway } from './reach-gateway.js';

export interface ConformanceOptions {
  target?: string;
  key?: string;
  providerPort: number;
  with?: string;
  var: string[];
  only: string;
  printGovernance?: true;
}

interface Prepared extends Pick<World, 'target' | 'approve'> {
  /** Puts everything back as it was. */
  restore: () => Promise<void>;
}

async function prepare(options: ConformanceOptions, command: Command, providerUrl: string): Promise<Prepared> {
  const global = command.optsWithGlobals<ServerOptions>();
  const url = (options.target ?? localInstance(global)?.gatewayUrl)?.replace(/\/$/, '');
  if (!url) throw new CommandError('Give --target: the address of the gateway.');
  if (options.with !== undefined) {
    const local = localInstance(global)?.demo;
    const demo = local ? [`DEMO_MODEL_URL=${local.modelUrl}`, `DEMO_TARGET_URL=${local.targetUrl}`] : [];
    const pairs = [...demo, ...options.var, `CONFORMANCE_URL=${providerUrl}`];
    const { key, ...rest } = await prepareGateway({ server: serverOf(global), folder: options.with, pairs });
    return { target: { url, key }, ...rest };
  }
  const { key } = options;
  if (!key) throw new CommandError('Give the --key of an agent, or --with FOLDER to have the gateway prepared.');
  await reachGateway({ url, key });
  process.stderr.write(`The gateway must use ${providerUrl} as its provider: see --print-governance.\n`);
  const approver = givenServer(global);
  const decides = approver ? { approve: approving(approver) } : {};
  return { target: { url, key }, ...decides, restore: () => Promise.resolve() };
}

function lines(outcomes: readonly Outcome[]): string[] {
  const failed = outcomes.filter(({ ok }) => !ok);
  const leftOut = outcomes.filter((outcome) => outcome.leftOut).length;
  return [
    ...failed.flatMap(({ name, detail = '' }) => [`FAILED  ${name}`, `        ${detail}`]),
    `${outcomes.length - failed.length - leftOut} passed, ${failed.length} failed` +
      (leftOut > 0 ? `, ${leftOut} left out: --url and --token of ${conformanceApprover} would let them run` : ''),
  ];
}

/** Runs the kit, prints what it found, and exits with 2 when a check failed. */
export async function runConformance(options: ConformanceOptions, command: Command): Promise<void> {
  if (options.printGovernance) return void process.stdout.write(conformanceGovernance);
  const only = new RegExp(options.only);
  const checks = conformanceChecks().filter(({ name }) => only.test(name));
  const provider = await ScriptedProvider.start(options.providerPort);
  try {
    const { restore, ...world } = await prepare(options, command, provider.url);
    const outcomes = await runChecks(checks, { ...world, provider }).finally(restore);
    show({ outcomes }, () => lines(outcomes), command.optsWithGlobals<{ json?: boolean }>().json ?? false);
    if (outcomes.some(({ ok }) => !ok)) process.exitCode = 2;
  } finally {
    await provider.stop();
  }
}
