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

/** The command of an `-exec`, without its end. With `{} +` it gets many names at once. */
export interface StartedByFind {
  readonly words: readonly Argument[];
  readonly many: boolean;
}

interface FindReading {
  readonly roots: readonly Argument[];
  readonly programs: readonly StartedByFind[];
  /** The output is more than the names found. */
  readonly printsText: boolean;
  /** The word that is not known to look only. */
  readonly unknown?: { readonly at: Argument; readonly kind: 'exec' | 'delete' | 'write' | undefined };
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** Reads `find`: start points, then tests and actions that only look. Each of them has to be a known text. */
export function readFindExpression(args: readonly Argument[]): FindReading {
  const first = args.findIndex((argument) => !/^-[LHP]$/.test(exactText(argument) ?? ''));
  const paths = first === -1 ? [] : args.slice(first);
  const end = paths.findIndex((argument) => !isRoot(argument));
  const roots = end === -1 ? paths : paths.slice(0, end);
  return { roots, ...readTests(paths.slice(roots.length)) };
}

function isRoot(argument: Argument): boolean {
  const text = exactText(argument);
  return text === undefined ? argument.dashSafe : !/^[-(),!]/.test(text);
}

function readTests(tests: readonly Argument[]): Omit<FindReading, 'roots'> {
  const programs: StartedByFind[] = [];
  let printsText = false;
  for (let next = 0; next < tests.length;) {
    const rest = tests.slice(next);
    const name = exactText(rest[0]) ?? '';
    const program = name === '-exec' ? execProgram(rest) : undefined;
    if (program) programs.push(program);
    const step = program ? program.words.length + 2 : testLength(name, rest[1]);
    if (step === 0) return { programs, printsText, unknown: { at: rest[0] as Argument, kind: CHANGES[name] } };
    printsText ||= name === '-printf' || name === '-ls' || name === '-exec';
    next += step;
  }
  return { programs, printsText };
}

/** The words between `-exec` and its `;` or `{} +`, or undefined when the end is not in sight. */
function execProgram(rest: readonly Argument[]): StartedByFind | undefined {
  const end = rest.findIndex((argument, index) => {
    const text = exactText(argument);
    return index > 1 && (text === ';' || (text === '+' && exactText(rest[index - 1]) === '{}'));
  });
  const program = end === -1 ? [] : rest.slice(1, end);
  if (program.length === 0 || program.some(({ fields }) => fields === 'some')) return undefined;
  return { words: program, many: exactText(rest[end]) === '+' };
}

/** How many words the test uses: 0 when it is not understood. */
function testLength(name: string, value: Argument | undefined): number {
  if (ALONE.has(name)) return 1;
  if (!WITH_VALUE.has(name) && !NEWER.test(name)) return 0;
  return value?.fields === 'one' ? 2 : 0;
}
