import { checkDocument, documentKindSchema } from '@countersign/contracts';
import { Option, type Command } from 'commander';
import type { z } from 'zod';
import { parseDocument } from '../check/parse-document.js';
import { readText } from '../check/read-text.js';
import { contextOf } from '../command-context.js';
import { show } from '../output/print.js';

interface Options {
  kind: z.infer<typeof documentKindSchema>;
  agent: string;
  tool?: string;
  heldOk?: boolean;
}

function checkLines(checked: z.output<typeof checkDocument.response>): string[] {
  const { verdict, reasonCode, rule, reasons, remedy, approvers, tool, checkId } = checked;
  return [
    `${verdict.toUpperCase()}  ${tool}  ${reasonCode}${rule ? `  by ${rule.policy}: ${rule.name}` : ''}`,
    ...reasons.map((reason) => `  ${reason}`),
    ...(remedy ? [`  To do: ${remedy}`] : []),
    ...(approvers ? [`  approvers  ${approvers.quorum} of ${approvers.people.join(', ')}`] : []),
    `  on the record as ${checkId}`,
  ];
}

async function check(file: string, options: Options, command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  const { kind, agent, tool } = options;
  const document = parseDocument(kind, readText(file), file);
  const body = { kind, agent, document, ...(tool === undefined ? {} : { tool }) };
  const checked = await client.post('/policy/check', body, checkDocument.response);
  show(checked, () => checkLines(checked), json);
  const passes = checked.verdict === 'allow' || (checked.verdict === 'hold' && options.heldOk === true);
  if (!passes) process.exitCode = 2;
}

/** Adds `policy check`: a gate for deployments. Exit 2 unless the document may be applied; what needs people may not be applied yet. */
export function addPolicyCheck(policy: Command): void {
  policy
    .command('check <file>')
    .description(
      'decide a Terraform plan, Kubernetes manifests or JSON before it is applied ("-" reads standard input)',
    )
    .addOption(
      new Option('--kind <kind>', 'what the file holds').choices(documentKindSchema.options).makeOptionMandatory(),
    )
    .option('--agent <name>', 'the agent that would apply it', 'deployer')
    .option('--tool <name>', 'the tool that would apply it (terraform.apply, kubectl.apply)')
    .option('--held-ok', 'exit 0 when people must approve it first')
    .action((file: string, options: Options, command: Command) => check(file, options, command));
}
