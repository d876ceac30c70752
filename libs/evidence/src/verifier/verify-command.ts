import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { addReExecution, type ReExecute } from './re-execution.js';
import { reportText } from './report-text.js';
import type { Trust } from './trust.js';
import { parseTrustPolicy } from './trust-policy.js';
import { verifyEvidenceBundle } from './verify-evidence-bundle.js';

const USAGE = `usage: verify.mjs [directory] (--policy <file> | --vkey <vkey> --manifest-key <vkey> | --trust-bundle) [options]

  --policy <file>             your trust policy: lines "log <vkey>", "manifest <vkey>", "service <policy|approvals> <vkey>",
                              "witness <name> <vkey>", "group <name> <k|any|all> <witness>...", "quorum <name|none>"
  --vkey <vkey>               a key of the log; may be repeated
  --manifest-key <vkey>       a key that may sign manifests; may be repeated
  --decision-key <vkey>       a key of policy, which signs decisions; may be repeated
  --grant-key <vkey>          a key of approvals, which signs grants; may be repeated
  --witness <vkey>            a witness; may be repeated
  --quorum <n>                how many witnesses must have cosigned
  --known-checkpoint <file>   a checkpoint that you kept from earlier; may be repeated
  --tenant <name>             the tenant that the bundle must be of
  --re-execute                make every decision again, with the policy and the program it was made with, and compare
                              (needs the policy engine: countersign evidence verify)
  --trust-bundle              use the keys in the bundle itself: shows damage, not forgery
  --json                      print the whole report as JSON

exit code: 0 verified, 2 verification failed, 1 could not run`;

const MANY = { type: 'string', multiple: true, default: [] as string[] } as const;
const OPTIONS = {
  policy: { type: 'string' },
  vkey: MANY,
  'manifest-key': MANY,
  'decision-key': MANY,
  'grant-key': MANY,
  witness: MANY,
  quorum: { type: 'string', default: '0' },
  'known-checkpoint': MANY,
  tenant: { type: 'string' },
  're-execute': { type: 'boolean', default: false },
  'trust-bundle': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof parse>['values'];

interface Surroundings {
  print: (text: string) => void;
  /** How decisions are made again; this verifier shares no code with what decides and so cannot do it itself. */
  reExecute?: ReExecute | undefined;
}

/** Runs the verifier from a command line and returns the exit code. */
export async function runVerifyCommand(
  args: readonly string[],
  print: (text: string) => void,
  reExecute?: ReExecute,
): Promise<number> {
  try {
    return await run(args, { print, reExecute });
  } catch (error) {
    print(`could not verify: ${error instanceof Error ? error.message : String(error)}\nSee --help.`);
    return 1;
  }
}

async function run(args: readonly string[], { print, reExecute }: Surroundings): Promise<number> {
  const { values, positionals } = parse(args);
  if (values.help) {
    print(USAGE);
    return 0;
  }
  const again = values['re-execute'] ? (reExecute ?? missingEngine()) : undefined;
  const directory = folderOf(positionals);
  const trust = await trustOf(values, directory);
  const notes = await Promise.all(values['known-checkpoint'].map((file) => readFile(file, 'utf8')));
  const tenant = values.tenant === undefined ? {} : { tenant: values.tenant };
  const report = await verifyEvidenceBundle({ directory, trust, knownCheckpoints: notes, ...tenant });
  if (again) await addReExecution(report, directory, again);
  if (values['trust-bundle']) report.warnings.unshift(BUNDLE_TRUST_WARNING);
  print(values.json ? JSON.stringify(report, null, 2) : reportText(report));
  return report.verdict === 'verified' ? 0 : 2;
}

function folderOf([directory = '.']: readonly string[]): string {
  if (!existsSync(directory)) throw new Error(`there is no folder ${directory}`);
  return directory;
}

function missingEngine(): never {
  throw new Error(
    'this script has no policy engine, so that it shares no code with what decided; use: countersign evidence verify --re-execute',
  );
}

const BUNDLE_TRUST_WARNING =
  'THE KEYS CAME FROM THE BUNDLE ITSELF. This shows damage only. Whoever made the bundle could have made the keys.';

const NO_TRUST: Required<Trust> = { vkeys: [], manifestKeys: [], services: [], witnesses: [], quorum: 0 };

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
}

async function trustOf(values: Values, directory: string): Promise<Trust> {
  const file = values['trust-bundle'] ? join(directory, 'trust/policy') : values.policy;
  const policy = file === undefined ? NO_TRUST : parseTrustPolicy(await readFile(file, 'utf8'));
  const vkeys = [...policy.vkeys, ...values.vkey];
  const manifestKeys = [...policy.manifestKeys, ...values['manifest-key']];
  if (vkeys.length === 0 || manifestKeys.length === 0)
    throw new Error('you name no key that you trust for the log, or none for manifests');
  const witnesses = [...policy.witnesses, ...values.witness];
  const services = [
    ...policy.services,
    ...values['decision-key'].map((vkey) => ({ service: 'policy' as const, vkey })),
    ...values['grant-key'].map((vkey) => ({ service: 'approvals' as const, vkey })),
  ];
  return { vkeys, manifestKeys, services, witnesses, quorum: Math.max(policy.quorum, quorumNumber(values.quorum)) };
}

function quorumNumber(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new Error('the quorum is a number');
  return Number(text);
}
