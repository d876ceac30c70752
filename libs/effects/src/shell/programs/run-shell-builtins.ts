import type { Call } from '../commands/call.js';
import { refuseCall } from '../commands/refuse-call.js';
import { exactText } from '../words/argument.js';
import type { Origin } from '../words/argument.js';
import { mayBeSet } from '../words/scope.js';

function accept(call: Call, why: string): Origin {
  call.findings.effect({ kind: 'read', type: 'none', name: call.name, why, at: call.at });
  return 'computed';
}

/** `read -r name`: names that are plain, and that no program takes for a setting. */
export function runRead(call: Call): Origin {
  const words = call.args.map(exactText);
  const names = words[0] === '-r' ? words.slice(1) : words;
  if (names.length > 0 && names.every((name) => name !== undefined && (name === '_' || mayBeSet(name))))
    return accept(call, 'read takes a line of its input.');
  refuseCall(call, { code: 'assignment', message: 'read could set a name that changes how commands run.' });
  return 'computed';
}

/** `set -e`, `set -u` and `set -o pipefail`, which only make the shell stop earlier. */
export function runSet(call: Call): Origin {
  const text = call.args.map((argument) => exactText(argument) ?? '?').join(' ');
  if (/^-[eu]{1,2}(?: ?-?o pipefail)?$|^-[eu]{0,2}o pipefail$/.test(text))
    return accept(call, 'set makes the shell stop earlier.');
  refuseCall(call, { code: 'shell-setting', message: 'set can change how later commands run.' });
  return 'computed';
}
