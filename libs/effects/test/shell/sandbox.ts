import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FILES: Readonly<Record<string, string>> = {
  'a.txt': 'a 1\nb 2\n',
  'b.txt': 'b 2\nc 3\n',
  'file.txt': 'foo\nbar\nerror: baz\n',
  'data.csv': 'name,age,city\nann,40,rome\nbob,30,oslo\n',
  'app.log': 'error one\ninfo two\n',
  'package.json': '{"name":"x","version":"1.0.0","dependencies":{},"scripts":{"test":"true"}}\n',
  'README.md': '# Title\n\nTODO: text\n',
  'src/index.ts': 'import { a } from "b";\n// TODO\nexport function main() {}\n',
  'src/util.ts': 'export const x = 1;\n',
  'test/a.spec.ts': 'describe("x", () => {});\n',
  'docs/note.md': 'note\n',
};

const ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' };

/** Commands that do not end by themselves, that walk the whole machine or that talk to a service. */
const UNSUITABLE =
  /tail -[fF]|--follow|\b(?:sleep|vmstat|iostat|mpstat|free -s|top|journalctl|systemctl|dmesg|lsof|du|watch) ?|find \/ |\/(?:var|etc|root)\b|\b(?:kubectl|docker|podman|aws|gcloud|az|gh|helm|npm|terraform|psql|mysql|redis-cli|curl) /;

export function isSuitable(command: string): boolean {
  return !UNSUITABLE.test(command);
}

/** The start files do not matter to git then, and a copy of the repository is as good as the original. */
const SETUP = [
  'git init -q --template= .',
  'git config core.checkStat minimal',
  'git config core.trustctime false',
  'git add .',
  'git -c user.name=x -c user.email=x@x commit -qm first',
].join(' && ');

/**
 * Runs every command in a bash of its own, in a fresh copy of the files unless the last one left them as they were.
 * Prints the number of each command after which names, modes or contents are different. Whatever a command leaves behind holds
 * descriptor 9 open, so that the end of that pipe is the end of all of it.
 */
const RUN_EACH = `
facts() { find . ../home -printf '%p %y %m\\n' | LC_ALL=C sort; }
fresh() { cd "$ROOT" && rm -rf work home && mkdir home && cp -a pristine work && cd work && before=$(facts); }
fresh
number=0
for command in "$@"; do
  timeout 20 bash --norc --noprofile -c "$command" </dev/null 9>&1 >/dev/null 2>&1 | timeout 20 cat >/dev/null
  if [ "$(facts)" != "$before" ] || ! diff -r "$ROOT/pristine" "$ROOT/work" >/dev/null 2>&1; then
    echo "$number"
    fresh
  fi
  number=$((number + 1))
done`;

/** Reports the programs of each command instead of starting them: PATH is empty, so bash finds none. */
const REPORT_EACH = `
command_not_found_handle() { printf '%s\\0' "$@" >&3; printf '\\n\\0' >&3; }
PATH=/nonexistent
for command in "$@"; do
  (eval "$command") </dev/null 9>&1 >/dev/null 2>&1 | while read -r; do :; done
  printf '\\n\\n\\0' >&3
done`;

interface Sandbox {
  /** The directory commands run in. */
  readonly work: string;
  /** The commands after which a file is different. */
  readonly changing: (commands: readonly string[]) => string[];
  /** For each command the programs bash would start, with their arguments. */
  readonly started: (commands: readonly string[]) => string[][][];
  readonly remove: () => void;
}

function bash(script: string, args: readonly string[], options: { root: string; output: number | 'ignore' }): void {
  const { root, output } = options;
  spawnSync('/bin/bash', ['--norc', '--noprofile', '-c', script, 'bash', ...args], {
    cwd: join(root, 'work'),
    env: { ...ENVIRONMENT, HOME: join(root, 'home'), ROOT: root },
    stdio: ['ignore', output, 'ignore', output],
    timeout: 500_000,
  });
}

/** A throw-away directory with a few files and a repository, and a bash that can reach system programs only. */
export function makeSandbox(): Sandbox {
  const root = mkdtempSync(join(tmpdir(), 'shell-differential-'));
  const work = join(root, 'work');
  const report = (script: string, commands: readonly string[]): string => {
    const output = openSync(join(root, 'report'), 'w');
    bash(script, commands, { root, output });
    closeSync(output);
    return readFileSync(join(root, 'report'), 'utf8');
  };
  for (const folder of ['src', 'test', 'docs']) mkdirSync(join(work, folder), { recursive: true });
  for (const [name, content] of Object.entries(FILES)) writeFileSync(join(work, name), content);
  bash(`${SETUP} && cp -a . "$ROOT/pristine"`, [], { root, output: 'ignore' });
  return {
    work,
    changing: (commands) =>
      report(RUN_EACH, commands)
        .split('\n')
        .filter(Boolean)
        .map((number) => commands[Number(number)] ?? ''),
    started: (commands) =>
      report(REPORT_EACH, commands)
        .split('\n\n\0')
        .slice(0, -1)
        .map((calls) =>
          calls
            .split('\0\n\0')
            .slice(0, -1)
            .map((call) => call.split('\0')),
        ),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
