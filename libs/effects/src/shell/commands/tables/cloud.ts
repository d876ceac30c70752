import { effectKinds } from '../effect-notation.js';
import { exactText } from '../../words/argument.js';
import type { CommandTable, ParsedArguments, SubcommandTable } from '../command-table.js';

const LISTINGS = [
  'sts get-caller-identity',
  's3 ls',
  'ec2 describe-instances',
  'ec2 describe-images',
  'ec2 describe-security-groups',
  'ec2 describe-subnets',
  'ec2 describe-volumes',
  'ec2 describe-vpcs',
  'ecs describe-services',
  'ecs list-clusters',
  'ecs list-services',
  'ecs list-tasks',
  'eks describe-cluster',
  'eks list-clusters',
  'lambda list-functions',
  'logs describe-log-groups',
  'logs describe-log-streams',
  'logs filter-log-events',
  'logs get-log-events',
  'rds describe-db-instances',
  'iam list-roles',
  'iam list-users',
  'cloudformation describe-stacks',
  'cloudformation list-stacks',
  'cloudwatch describe-alarms',
  'cloudwatch get-metric-statistics',
  'cloudwatch list-metrics',
  'dynamodb list-tables',
  'elbv2 describe-load-balancers',
  'route53 list-hosted-zones',
  'sns list-topics',
  'sqs list-queues',
];

/** A value with a scheme is a file or an address that the program would load. */
function loadedValue({ options, operands }: ParsedArguments): string | undefined {
  const words = [...operands, ...options.flatMap(({ value }) => value ?? [])].map((word) => exactText(word) ?? '://');
  const loads = words.some((word) => /:\/\//.test(word.replace(/^s3:\/\//, '')));
  return loads ? 'A value could name a file to load.' : undefined;
}

const LISTING: CommandTable = {
  options:
    '--region: --output: --query: --profile: --max-items: --page-size: --no-paginate --no-cli-pager --filters: --instance-ids: --cluster: --services: --name: --stack-name: --log-group-name-prefix: --log-group-name: --log-stream-name: --log-stream-names: --log-stream-name-prefix: --filter-pattern: --start-time: --end-time: --start-from-head --limit: --state-value: --alarm-names: --alarm-name-prefix: --metric-name: --dimensions: --statistics: --period: --tasks: --load-balancer-arns: --namespace: --human-readable --recursive --summarize --owners:',
  operands: 'text',
  operandPattern: /^s3:\/\/[\w./-]+$/,
  check: loadedValue,
};

/** The listings of aws. What fetches contents or secrets, and every other address, is refused. */
export const aws: SubcommandTable = {
  globals: '--region: --output: --profile: --no-cli-pager --no-paginate',
  service: 'aws',
  subcommands: Object.fromEntries(LISTINGS.map((name) => [name, LISTING])),
};

const ADDRESSES: CommandTable = { operands: 'text', operandPattern: /^(?!-)[\w.[\]"-]+$/ };
const NOTHING_MORE: CommandTable = { operands: 'none' };

/**
 * What terraform shows from its state. What needs providers (plan, show, output of secrets, console) runs programs that
 * the directory brings, and is refused.
 */
export const terraform: SubcommandTable = {
  service: 'terraform',
  others: effectKinds(
    'apply=write destroy=delete import=write init=write,network taint=write untaint=write refresh=write plan=exec show=exec',
  ),
  subcommands: {
    version: NOTHING_MORE,
    'state list': ADDRESSES,
    'workspace list': NOTHING_MORE,
    'workspace show': NOTHING_MORE,
  },
};
