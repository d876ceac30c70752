import { exactText } from '../words/argument.js';
import type { Argument } from '../words/argument.js';

const ALONE = words(
  '-daystart -depth -d -follow -ignore_readdir_race -noignore_readdir_race -mount -xdev -noleaf -warn -nowarn -empty -executable -readable -writable -nogroup -nouser -true -false -ls -print -print0 -prune -quit ! -not -a -and -o -or , ( )',
);

const WITH_VALUE = words(
  '-maxdepth -mindepth -regextype -amin -anewer -atime -cmin -cnewer -ctime -fstype -gid -group -ilname -iname -inum -ipath -iregex -iwholename -links -lname -mmin -mtime -name -newer -path -perm -regex -samefile -size -type -uid -used -user -wholename -xtype -printf',
);

const NEWER = /^-newer[aBcm][aBcmt]$/;
const CHANGES: Readonly<Record<string, 'exec' | 'delete' | 'write'>> = {
  '-exec': 'exec',
  '-execdir': 'exec',
  '-ok': 'exec',
  '-okdir': 'exec',
  '-delete': 'delete',
  '-fprint': 'write',
  '-fprint0': 'write',
  '-fprintf': 'write',
  '-fls': 'write',
};

export type FindReading =
  | { readonly ok: true; readonly roots: readonly Argument[]; readonly printsText: boolean }
  | { readonly ok: false; readonly at: Argument; readonly kind?: 'exec' | 'delete' | 'write' };

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** Reads `find`: start points, then tests and actions that only look. Each of them has to be a known text. */
export function readFindExpression(args: readonly Argument[]): FindReading {
  let next = 0;
  while (/^-[LHP]$/.test(exactText(args[next]) ?? '')) next += 1;
  const roots: Argument[] = [];
  for (let root = args[next]; root && isRoot(root); root = args[++next]) roots.push(root);
  let printsText = false;
  while (next < args.length) {
    const at = args[next] as Argument;
    const step = expressionStep(at, args[next + 1]);
    if (step === 0) {
      const kind = CHANGES[exactText(at) ?? ''];
      return { ok: false, at, ...(kind ? { kind } : {}) };
    }
    printsText ||= exactText(at) === '-printf' || exactText(at) === '-ls';
    next += step;
  }
  return { ok: true, roots, printsText };
}

function isRoot(argument: Argument): boolean {
  const text = exactText(argument);
  return text === undefined ? argument.dashSafe : !/^[-(),!]/.test(text);
}

/** How many words the expression uses here: 0 when it is not understood. */
function expressionStep(argument: Argument, value: Argument | undefined): 0 | 1 | 2 {
  const text = exactText(argument);
  if (text === undefined) return 0;
  if (ALONE.has(text)) return 1;
  if (!WITH_VALUE.has(text) && !NEWER.test(text)) return 0;
  return value?.fields === 'one' ? 2 : 0;
}
