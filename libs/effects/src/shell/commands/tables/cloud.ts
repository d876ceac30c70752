import { effectKinds } from '../effect-notation.js';
import { exactText } from '../../words/argument.js';
import type { CommandTable, ParsedArguments, SubcommandTable } from '../command-table.js';

/** What each service lists or describes; the contents of objects, functions, secrets and user data are left out. */
const LISTINGS: Readonly<Record<string, string>> = {
  acm: 'describe-certificate list-certificates',
  apigateway: 'get-rest-apis',
  autoscaling:
    'describe-auto-scaling-groups describe-auto-scaling-instances describe-policies describe-scaling-activities',
  cloudformation:
    'describe-stack-events describe-stack-resources describe-stacks list-exports list-stack-resources list-stacks',
  cloudfront: 'list-distributions',
  cloudtrail: 'describe-trails lookup-events',
  cloudwatch: 'describe-alarm-history describe-alarms get-dashboard get-metric-statistics list-dashboards list-metrics',
  configure: 'list list-profiles',
  dynamodb: 'describe-table list-tables',
  ec2: 'describe-addresses describe-availability-zones describe-images describe-instance-status describe-instance-types describe-instances describe-internet-gateways describe-key-pairs describe-launch-templates describe-nat-gateways describe-network-acls describe-network-interfaces describe-regions describe-route-tables describe-security-groups describe-snapshots describe-subnets describe-tags describe-volumes describe-vpc-endpoints describe-vpcs',
  ecr: 'describe-images describe-repositories list-images',
  ecs: 'describe-clusters describe-services describe-task-definition describe-tasks list-clusters list-container-instances list-services list-task-definitions list-tasks',
  eks: 'describe-cluster describe-nodegroup list-addons list-clusters list-nodegroups',
  elasticache: 'describe-cache-clusters describe-replication-groups',
  elb: 'describe-instance-health describe-load-balancers',
  elbv2: 'describe-listeners describe-load-balancers describe-rules describe-target-groups describe-target-health',
  events: 'list-rules',
  health: 'describe-events',
  iam: 'get-account-summary get-policy get-role get-user list-access-keys list-attached-role-policies list-attached-user-policies list-groups list-instance-profiles list-policies list-role-policies list-roles list-users',
  kinesis: 'describe-stream-summary list-streams',
  kms: 'list-aliases list-keys',
  lambda:
    'get-account-settings get-function-configuration list-aliases list-event-source-mappings list-functions list-versions-by-function',
  logs: 'describe-log-groups describe-log-streams describe-metric-filters describe-queries filter-log-events get-log-events',
  opensearch: 'describe-domain list-domain-names',
  organizations: 'describe-organization list-accounts',
  rds: 'describe-db-clusters describe-db-instances describe-db-log-files describe-db-snapshots describe-events describe-pending-maintenance-actions',
  redshift: 'describe-clusters',
  route53: 'get-hosted-zone list-hosted-zones list-resource-record-sets',
  s3: 'ls',
  s3api:
    'get-bucket-location get-bucket-tagging get-bucket-versioning head-bucket head-object list-buckets list-objects list-objects-v2',
  secretsmanager: 'list-secrets',
  'service-quotas': 'list-service-quotas',
  sns: 'list-subscriptions list-subscriptions-by-topic list-topics',
  sqs: 'get-queue-url list-queues',
  ssm: 'describe-instance-information describe-parameters list-commands',
  stepfunctions: 'describe-execution list-executions list-state-machines',
  sts: 'get-caller-identity',
  wafv2: 'list-web-acls',
};

/** A value with a scheme is a file or an address that the program would load. */
function loadedValue({ options, operands }: ParsedArguments): string | undefined {
  const words = [...operands, ...options.flatMap(({ value }) => value ?? [])].map((word) => exactText(word) ?? '://');
  const loads = words.some((word) => /:\/\//.test(word.replace(/^s3:\/\//, '')));
  return loads ? 'A value could name a file to load.' : undefined;
}

const LISTING: CommandTable = {
  options:
    '--region: --output: --query: --profile: --max-items: --page-size: --no-paginate --no-cli-pager --filters: --instance-ids: --cluster: --services: --name: --stack-name: --log-group-name-prefix: --log-group-name: --log-stream-name: --log-stream-names: --log-stream-name-prefix: --filter-pattern: --start-time: --end-time: --start-from-head --limit: --state-value: --alarm-names: --alarm-name-prefix: --metric-name: --dimensions: --statistics: --period: --tasks: --load-balancer-arns: --namespace: --human-readable --recursive --summarize --owners: --owner-ids: --group-ids: --group-names: --subnet-ids: --vpc-ids: --volume-ids: --image-ids: --snapshot-ids: --allocation-ids: --include-all-instances --all-availability-zones --task-definition: --repository-name: --image-ids: --nodegroup-name: --cluster-name: --function-name: --since: --follow --format: --filter-names: --bucket: --key: --prefix: --delimiter: --max-keys: --db-instance-identifier: --db-cluster-identifier: --duration: --source-type: --role-name: --user-name: --policy-arn: --scope: --target-group-arn: --target-group-arns: --listener-arns: --names: --load-balancer-arn: --load-balancer-name: --load-balancer-names: --cache-cluster-id: --replication-group-id: --show-cache-node-info --table-name: --queue-name: --topic-arn: --hosted-zone-id: --lookup-attributes: --max-results: --auto-scaling-group-names: --auto-scaling-group-name: --certificate-arn: --certificate-statuses: --state-machine-arn: --execution-arn: --status-filter: --stream-name: --desired-status: --family-prefix: --sort: --order-by: --descending --no-descending --alarm-name: --dashboard-name: --unit: --extended-statistics: --time-period: --granularity: --metrics: --group-by: --service-code: --domain-name: --stack-status-filter: --availability-zones: --region-names: --cluster-identifier: --clusters: --instance-information-filter-list: --key-names: --route-table-ids: --network-interface-ids: --statuses:',
  operands: 'text',
  operandPattern: /^s3:\/\/[\w./-]+$/,
  check: loadedValue,
};

/** The listings of aws. What fetches contents or secrets, and every other address, is refused. */
export const aws: SubcommandTable = {
  globals: '--region: --output: --profile: --no-cli-pager --no-paginate',
  service: 'aws',
  subcommands: {
    ...Object.fromEntries(
      Object.entries(LISTINGS).flatMap(([service, names]) =>
        names.split(' ').map((name) => [`${service} ${name}`, LISTING]),
      ),
    ),
    'logs tail': { ...LISTING, operandPattern: /^\/[\w./#-]+$/ },
  },
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
    output: { options: '-no-color', wordOptions: true, operands: 'none' },
    fmt: {
      options: '-check -diff -recursive -list=false',
      wordOptions: true,
      operands: 'text',
      operandPattern: /^\.$/,
      requires: ['-check'],
    },
    'workspace list': NOTHING_MORE,
    'workspace show': NOTHING_MORE,
  },
};
