import { exactText } from '../../words/argument.js';
import type { CommandTable, ParsedArguments, SubcommandTable } from '../command-table.js';
import { effectKinds } from '../effect-notation.js';
import { elsewhereRefusal } from './git-checks.js';

const NUMBER_OR_NAME = /^(?:#?\d+|[\w.-]+)$/;
const REPOSITORY = /^[\w.-]+\/[\w.-]+$/;
const SCOPE = '-R: --repo: --json: -q: --jq: -t: --template:';
function repositoryRefusal({ options }: ParsedArguments): string | undefined {
  const named = options.filter(({ name }) => name === '-R' || name === '--repo');
  const known = named.every(({ value }) => REPOSITORY.test(exactText(value) ?? ''));
  return known ? undefined : 'The repository could be on another host.';
}

const LIST: CommandTable = {
  check: repositoryRefusal,
  options: `${SCOPE} -L: -s: -a: -A: -l: -S: -B: -H: -b: -u: --limit: --state: --assignee: --author: --label: --search: --base: --head: --draft --workflow: --branch: --user: --status: --milestone: --all`,
  operands: 'none',
};
const VIEW: CommandTable = {
  check: repositoryRefusal,
  options: `${SCOPE} -c --comments --log --log-failed --job: -v --verbose --name-only --color: --required`,
  operands: 'text',
  operandPattern: NUMBER_OR_NAME,
};

/** The commands of gh that ask the service. Opening a browser, other hosts and the raw API are refused. */
export const gh: SubcommandTable = {
  check: elsewhereRefusal,
  service: 'github',
  subcommands: {
    'pr list': LIST,
    'pr view': VIEW,
    'pr status': { ...VIEW, operands: 'none' },
    'pr diff': VIEW,
    'pr checks': VIEW,
    'issue list': LIST,
    'issue view': VIEW,
    'issue status': { ...VIEW, operands: 'none' },
    'run list': LIST,
    'run view': VIEW,
    'workflow list': LIST,
    'release list': LIST,
    'release view': VIEW,
    'repo view': {
      options: '--json: -q: --jq: -t: --template: -b: --branch:',
      operands: 'text',
      operandPattern: REPOSITORY,
    },
    'label list': LIST,
  },
  others: effectKinds(
    'api=network pr=network,write issue=network,write run=network,write workflow=network,write release=network,write repo=network,write auth=grant secret=grant variable=write gist=network,write alias=write extension=exec browse=exec codespace=exec ssh-key=grant gpg-key=grant config=write search=network',
  ),
};
