import { exactText } from '../../words/argument.js';
import type { CommandTables, ParsedArguments } from '../command-table.js';

const either = (list: string): string => `(?:${list.trim().split(/\s+/).join('|')})`;

const GCLOUD_RESOURCES = [
  `compute ${either(
    'instances disks networks addresses firewall-rules snapshots images regions zones machine-types instance-groups forwarding-rules backend-services health-checks routers',
  )}`,
  `container ${either('clusters node-pools images operations')}`,
  'projects',
  `sql ${either('instances databases backups operations')}`,
  `run ${either('services revisions jobs')}`,
  'functions',
  `pubsub ${either('topics subscriptions')}`,
  `dns ${either('managed-zones record-sets')}`,
  `app ${either('services versions instances')}`,
  `iam ${either('service-accounts roles')}`,
  'storage buckets',
  `logging ${either('logs sinks')}`,
  'artifacts repositories',
  'builds',
].join('|');
const GCLOUD_READS = new RegExp(
  `^(?:(?:${GCLOUD_RESOURCES}) (?:list|describe)(?: [\\w./-]+)?|config (?:configurations )?list|auth list|logging read(?: [^\\n]+)?)$`,
);

const AZURE_RESOURCES = [
  either(
    'account group vm vmss aks disk resource webapp functionapp acr cosmosdb redis keyvault identity snapshot image storage.account sql.server sql.db appservice.plan',
  ).replaceAll('.', ' '),
  `network ${either('vnet nsg public-ip nic lb application-gateway dns.zone')}`.replaceAll('.', ' '),
].join('|');
const AZURE_READS = new RegExp(
  `^(?:(?:${AZURE_RESOURCES}) (?:list|show)|vm (?:list-ip-addresses|get-instance-view)|monitor (?:activity-log|metrics) list|role assignment list)$`,
);

/** Whether the words name a listing; a value that begins with `@` would be read from a file and sent. */
function listing(reads: RegExp): (parsed: ParsedArguments) => string | undefined {
  return ({ operands, options }) => {
    const values = [...operands, ...options.flatMap(({ value }) => value ?? [])].map(
      (value) => exactText(value) ?? '@',
    );
    if (values.some((value) => value.startsWith('@'))) return 'A value could be read from a file.';
    const words = operands.map((operand) => exactText(operand)).join(' ');
    return reads.test(words) ? undefined : 'The command is not known to read only.';
  };
}

/** The listings of gcloud and az. Tokens, secrets, keys and other settings files are refused. */
export const otherCloudCommands: CommandTables = {
  gcloud: {
    options:
      '-q --quiet --project: --zone: --region: --location: --filter: --format: --limit: --sort-by: --page-size: --cluster: --instance: --freshness: --order: --uri --global',
    operands: 'text',
    minOperands: 2,
    service: 'google cloud',
    check: listing(GCLOUD_READS),
  },
  az: {
    options:
      '-d -o: -g: -n: --show-details --output: --resource-group: --name: --query: --subscription: --max-events: --offset: --start-time: --end-time: --resource: --metric: --interval: --all',
    operands: 'text',
    minOperands: 2,
    service: 'azure',
    check: listing(AZURE_READS),
  },
};
