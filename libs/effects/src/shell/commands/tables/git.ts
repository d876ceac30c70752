import type { CommandTable, SubcommandTable } from '../command-table.js';
import { effectKinds } from '../effect-notation.js';
import {
  commitPrinted,
  commitsPrinted,
  configRefusal,
  elsewhereRefusal,
  formatRefusal,
  listRefusal,
  outsideRefusal,
  remoteRefusal,
} from './git-checks.js';
import { DIFF_OPTIONS, LIST_OPTIONS, REVISION_OPTIONS } from './git-options.js';

const LOG: CommandTable = { options: `${DIFF_OPTIONS} ${REVISION_OPTIONS}`, operands: 'text', check: formatRefusal };

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
    remote: { options: '-v --verbose --all --push', operands: 'text', check: remoteRefusal },
    config: {
      options:
        '-l -z --list --get --get-all --get-regexp --get-urlmatch --show-origin --show-scope --name-only --null --global --local --system --worktree --includes --no-includes --bool --int --path --type:',
      operands: 'text',
      check: configRefusal,
      dangers: { '--add': 'write', '--unset': 'write', '-e': 'exec', '--edit': 'exec', '--replace-all': 'write' },
    },
    'range-diff': { options: DIFF_OPTIONS, operands: 'text', check: outsideRefusal },
    'submodule status': { options: '--cached --recursive --quiet', operands: 'none' },
    'bisect log': { operands: 'none' },
    'symbolic-ref': {
      options: '-q --quiet --short',
      operands: 'text',
      operandPattern: /^HEAD$/,
      minOperands: 1,
      maxOperands: 1,
    },
    fsck: { options: '--full --no-dangling --connectivity-only --strict --verbose --no-progress', operands: 'none' },
    'stash list': LOG,
    'stash show': LOG,
    'worktree list': { options: '-v -z --porcelain --verbose', operands: 'none' },
    'reflog show': LOG,
    reflog: { ...LOG, operandPattern: /^HEAD$/ },
    'rev-parse': {
      options:
        '-q --verify --short? --abbrev-ref? --symbolic --symbolic-full-name --all --branches? --tags? --remotes? --show-toplevel --show-prefix --show-cdup --git-dir --git-common-dir --absolute-git-dir --is-inside-work-tree --is-inside-git-dir --is-bare-repository --is-shallow-repository --show-superproject-working-tree --quiet --path-format: --revs-only --no-revs --flags --no-flags --sq',
      operands: 'text',
      prints: commitPrinted,
      namesWith: ['--show-toplevel', '--show-cdup'],
      nameOptions: '--show-toplevel --show-cdup',
    },
    'rev-list': {
      options: `${REVISION_OPTIONS} --objects --no-object-names --disk-usage?`,
      operands: 'text',
      prints: commitsPrinted,
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
    'merge-base': {
      options: '-a --all --octopus --is-ancestor --fork-point --independent',
      operands: 'text',
      prints: () => 'token',
    },
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
