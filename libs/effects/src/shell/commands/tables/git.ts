import { exactText } from '../../words/argument.js';
import { resolvePath, sameDirectories } from '../../paths/resolve-path.js';
import type { Call } from '../call.js';
import type { CommandTable, ParsedArguments, SubcommandTable } from '../command-table.js';
import { effectKinds } from '../effect-notation.js';
import { DIFF_OPTIONS, LIST_OPTIONS, REVISION_OPTIONS } from './git-options.js';

const OUTSIDE = /^[/~]|(^|\/)\.\.(\/|$)/;

/** Formats that check a signature run the program that the repository's settings name. */
function formatRefusal({ options }: ParsedArguments): string | undefined {
  const formats = options.filter(({ name }) => ['--format', '--pretty', '--sort'].includes(name));
  const checksSignature = formats.some(({ value }) => value && /%G|signature/i.test(exactText(value) ?? '%G'));
  return checksSignature ? 'The format could run a program to check signatures.' : undefined;
}

/** Without `--list` a name creates a branch or a tag. */
function listRefusal(parsed: ParsedArguments): string | undefined {
  const lists = parsed.options.some(({ name }) => name === '--list' || name === '-l');
  if (parsed.operands.length > 0 && !lists) return 'Names without --list create something.';
  return formatRefusal(parsed);
}

function remoteRefusal({ operands }: ParsedArguments): string | undefined {
  if (operands.length === 0) return undefined;
  return exactText(operands[0]) === 'get-url' && operands.length === 2
    ? undefined
    : 'Only remote -v and get-url are known to read.';
}

function configRefusal({ options, operands }: ParsedArguments): string | undefined {
  const [first, ...rest] = operands.map(exactText);
  const modes = options.filter(({ name }) => /^--(get|list)|^-l$/.test(name));
  const most = modes.some(({ name }) => name.startsWith('--get')) ? 2 : 1;
  if (modes.length === 0 && (first === 'get' || first === 'list'))
    return rest.length > 1 ? 'A value sets the option.' : undefined;
  return operands.length > most || (modes.length === 0 && operands.length !== 1)
    ? 'A value sets the option.'
    : undefined;
}

const LOG: CommandTable = { options: `${DIFF_OPTIONS} ${REVISION_OPTIONS}`, operands: 'text', check: formatRefusal };

/** Another directory than the one the command starts in, by `cd` or by `-C`. */
export function elsewhereRefusal({ options }: ParsedArguments, { frame }: Call): string | undefined {
  const named = options.flatMap(({ value }) => (value ? [exactText(value)] : []));
  const stays = named.every(
    (text) => text !== undefined && sameDirectories(resolvePath(text, frame.start), frame.start),
  );
  if (stays && sameDirectories(frame.directories, frame.start)) return undefined;
  return 'The settings of a repository outside the start directory could name programs to run.';
}

/** `git diff` reads any two files when one is outside the repository, so operands stay inside. */
function outsideRefusal({ operands }: ParsedArguments): string | undefined {
  const outside = operands.some(({ candidates }) => !candidates || candidates.some(({ text }) => OUTSIDE.test(text)));
  return outside ? 'An operand could be a path outside the repository.' : undefined;
}

/**
 * The commands of git that read. They still run what the settings of the repository name (a file system monitor, an
 * external diff), so they count as reads only in the directory where the command starts: whoever runs agents there
 * decides about its settings. Another directory could have been prepared.
 */
export const git: SubcommandTable = {
  globals: '-P --no-pager --no-optional-locks --literal-pathspecs --no-replace-objects -C:',
  check: elsewhereRefusal,
  subcommands: {
    log: LOG,
    show: LOG,
    diff: {
      options: DIFF_OPTIONS,
      operands: 'text',
      check: outsideRefusal,
      namesWith: ['--name-only'],
      nameOptions: '--name-only --cached --staged --diff-filter',
    },
    status: {
      options:
        '-s -b -v -z -u? --short --branch --show-stash --porcelain? --long --verbose --untracked-files? --ignored? --ignore-submodules? --column? --no-column --ahead-behind --no-ahead-behind --renames --no-renames --find-renames?',
      operands: 'text',
    },
    branch: {
      options: `-a -r -v -vv --all --remotes --verbose --show-current --abbrev? --no-abbrev ${LIST_OPTIONS}`,
      operands: 'text',
      check: listRefusal,
    },
    tag: { options: `-l -n? ${LIST_OPTIONS}`, operands: 'text', check: listRefusal },
    remote: { options: '-v --verbose', operands: 'text', check: remoteRefusal },
    config: {
      options:
        '-l -z --list --get --get-all --get-regexp --get-urlmatch --show-origin --show-scope --name-only --null --global --local --system --worktree --includes --no-includes --bool --int --path --type:',
      operands: 'text',
      check: configRefusal,
      dangers: { '--add': 'write', '--unset': 'write', '-e': 'exec', '--edit': 'exec', '--replace-all': 'write' },
    },
    'stash list': LOG,
    'stash show': LOG,
    'worktree list': { options: '-v -z --porcelain --verbose', operands: 'none' },
    'reflog show': LOG,
    reflog: { ...LOG, operandPattern: /^HEAD$/ },
    'rev-parse': {
      options:
        '-q --verify --short? --abbrev-ref? --symbolic --symbolic-full-name --all --branches? --tags? --remotes? --show-toplevel --show-prefix --show-cdup --git-dir --git-common-dir --absolute-git-dir --is-inside-work-tree --is-inside-git-dir --is-bare-repository --is-shallow-repository --show-superproject-working-tree --quiet --path-format: --revs-only --no-revs --flags --no-flags --sq',
      operands: 'text',
      namesWith: ['--show-toplevel', '--show-cdup'],
      nameOptions: '--show-toplevel --show-cdup',
    },
    'rev-list': {
      options: `${REVISION_OPTIONS} --objects --no-object-names --disk-usage?`,
      operands: 'text',
      check: formatRefusal,
    },
    'ls-files': {
      options:
        '-c -d -m -o -i -s -u -k -z -t -v -x: --cached --deleted --modified --others --ignored --stage --unmerged --killed --exclude: --exclude-standard --full-name --error-unmatch --abbrev? --eol --deduplicate --directory',
      operands: 'text',
      output: 'names',
      outputOptions: '-z -c -m -o -d --cached --modified --others --exclude-standard --full-name',
    },
    'ls-tree': {
      options: '-d -r -t -l -z --name-only --name-status --full-name --full-tree --abbrev? --long',
      operands: 'text',
    },
    'cat-file': { options: '-p -t -s -e --batch-check? --batch-all-objects', operands: 'text' },
    blame: {
      options:
        '-b -c -e -f -l -n -p -s -t -w -L: -M? -C? -S@ --date: --show-email --show-name --show-number --porcelain --line-porcelain --root --abbrev? --reverse --first-parent --since:',
      operands: 'text',
    },
    describe: {
      options:
        '--all --tags --long --always --exact-match --abbrev? --dirty? --broken? --match: --exclude: --contains --candidates: --first-parent',
      operands: 'text',
    },
    shortlog: {
      options:
        '-n -s -e -w? -c --numbered --summary --email --committer --group: --since: --until: --after: --before: --author: --no-merges --all',
      operands: 'text',
    },
    grep: {
      options:
        '-# -i -I -a -n -l -L -c -h -H -w -v -E -G -F -P -o -q -r -W -p -A: -B: -C: -e: --cached --untracked --no-exclude-standard --exclude-standard --ignore-case --word-regexp --invert-match --line-number --name-only --files-with-matches --files-without-match --count --color? --no-color --break --heading --show-function --function-context --context: --after-context: --before-context: --max-depth: --threads: --and --or --not --all-match --quiet --full-name --extended-regexp --fixed-strings --perl-regexp --basic-regexp --only-matching --column --recurse-submodules',
      operands: 'text',
      namesWith: ['-l', '--files-with-matches', '--name-only'],
      nameOptions: '-l -i -E -F -w -e --files-with-matches --name-only',
      dangers: { '-O': 'exec', '--open-files-in-pager': 'exec' },
    },
    'show-ref': {
      options: '-q -s -d --tags --heads --branches --head --verify --hash? --abbrev? --dereference --quiet',
      operands: 'text',
    },
    'for-each-ref': {
      options:
        '--count: --sort: --format: --points-at: --merged? --no-merged? --contains? --no-contains? --ignore-case --color?',
      operands: 'text',
      check: formatRefusal,
    },
    'merge-base': { options: '-a --all --octopus --is-ancestor --fork-point --independent', operands: 'text' },
    'name-rev': { options: '--tags --all --name-only --always --no-undefined --refs: --exclude:', operands: 'text' },
    'diff-tree': { options: `-r -t -m -c --cc --root --no-commit-id --stdin ${DIFF_OPTIONS}`, operands: 'text' },
    'diff-index': { options: DIFF_OPTIONS, operands: 'text' },
    'check-ignore': { options: '-q -v -n -z --stdin --quiet --verbose --non-matching --no-index', operands: 'text' },
    'check-attr': { options: '-a -z --all --cached --stdin', operands: 'text' },
    'count-objects': { options: '-v -H --verbose --human-readable', operands: 'none' },
    cherry: { options: '-v --abbrev?', operands: 'text' },
    version: { options: '--build-options', operands: 'none' },
  },
  others: effectKinds(
    'add=write am=write,exec apply=write archive=write bisect=write,exec checkout=write cherry-pick=write clean=delete clone=network,write commit=write,exec fetch=network,write gc=write init=write ls-remote=network merge=write mv=write notes=write pull=network,write push=network,write rebase=write,exec reset=delete restore=delete revert=write rm=delete stash=write submodule=network,write,exec switch=write update-index=write update-ref=write worktree=write difftool=exec mergetool=exec filter-branch=exec hook=exec reflog=delete branch=write tag=write remote=write config=write symbolic-ref=write replace=write daemon=network bundle=write format-patch=write help=exec maintenance=write sparse-checkout=write lfs=network,write',
  ),
};
