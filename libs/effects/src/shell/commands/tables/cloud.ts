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
  'rds describe-db-instances',
  'iam list-roles',
  'iam list-users',
  'cloudformation describe-stacks',
  'cloudformation list-stacks',
  'cloudwatch describe-alarms',
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
    '--region: --output: --query: --profile: --max-items: --page-size: --no-paginate --no-cli-pager --filters: --instance-ids: --cluster: --services: --name: --stack-name: --log-group-name-prefix: --namespace: --human-readable --recursive --summarize --owners:',
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
