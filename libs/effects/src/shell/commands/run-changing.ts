import type { Effect } from '@countersign/contracts';
import { reportPath } from '../paths/report-path.js';
import { exactText } from '../words/argument.js';
import type { Argument, Origin } from '../words/argument.js';
import type { Call } from './call.js';
import { commandTables, subcommandTables } from './command-registry.js';
import { refuseCall } from './refuse-call.js';
import { otherChanges, pathChanges, wrappers } from './tables/changing.js';

const URL = /^(?:[a-z][a-z0-9+.-]*:\/\/|[\w-]+(?:\.[\w-]+)+(?:[:/]|$)|[\w.-]+@)/i;

function isWord(argument: Argument): boolean {
  return !(exactText(argument) ?? '').startsWith('-');
}

function changePaths(call: Call, kind: Effect['kind']): Origin {
  const { findings, name, at } = call;
  findings.refuse('not-a-read', `${name} changes files.`, at);
  const words = call.args.filter(isWord);
  const paths = kind === 'grant' ? words.slice(1) : words;
  for (const path of paths) {
    if (kind === 'grant')
      findings.effect({
        kind,
        type: 'path',
        name: exactText(path) ?? path.source,
        why: `${name} changes who may use it.`,
        at: path,
      });
    else reportPath(call, path, { access: kind === 'delete' ? 'delete' : 'write', metadata: true });
  }
  if (paths.length === 0) findings.effect({ kind, type: 'process', name, why: `${name} changes files.`, at });
  return 'computed';
}

function otherChange(call: Call, kinds: readonly Effect['kind'][]): Origin {
  const { findings, name, at } = call;
  const message = `${name} is not a read.`;
  findings.refuse('not-a-read', message, at);
  const urls = call.args.filter((argument) => URL.test(exactText(argument) ?? ''));
  for (const kind of kinds) {
    if (kind !== 'network' || urls.length === 0) findings.effect({ kind, type: 'process', name, why: message, at });
    else
      for (const url of urls)
        findings.effect({ kind, type: 'url', name: exactText(url) ?? '', why: `${name} talks to it.`, at: url });
  }
  return 'computed';
}

const isKnown = (name: string): boolean =>
  commandTables.has(name) || subcommandTables.has(name) || pathChanges.has(name) || otherChanges.has(name);

/** The program behind `sudo -u root` or `env A=b`: the first word that names a known one, or else the first word. */
function wrapped(call: Call, kinds: readonly Effect['kind'][]): Origin {
  otherChange({ ...call, args: [] }, kinds);
  const known = call.args.findIndex((argument) => isKnown(exactText(argument) ?? ''));
  const at = known === -1 ? call.args.findIndex(isWord) : known;
  const name = exactText(call.args[at]);
  if (name !== undefined && !wrappers.has(name)) call.run({ ...call, name, args: call.args.slice(at + 1) });
  return 'computed';
}

/** Records what a command does that is not a read, as exactly as it is known. */
export function runChanging(call: Call): Origin {
  const { name } = call;
  const paths = pathChanges.get(name);
  if (paths) return changePaths(call, paths[0] ?? 'write');
  const wrapper = wrappers.get(name);
  if (wrapper) return wrapped(call, wrapper);
  const kinds = otherChanges.get(name);
  if (kinds) return otherChange(call, kinds);
  refuseCall(call, { code: 'unknown-command', message: `${name} is not known.` });
  return 'computed';
}
