import { evaluatePolicy } from '@countersign/contracts';
import type { Command } from 'commander';
import { contextOf } from '../command-context.js';
import { CommandError } from '../output/command-error.js';
import { show } from '../output/print.js';

interface Options {
  agent: string;
  tool?: string;
  model?: string;
  arguments: string;
  context?: string;
}

function parseJson(option: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${option} is no JSON: ${(error as Error).message}`);
  }
}

async function evaluate(options: Options, command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  const context = options.context === undefined ? {} : { context: parseJson('--context', options.context) };
  const body = {
    agent: options.agent,
    ...(options.tool === undefined ? {} : { tool: options.tool }),
    ...(options.model === undefined ? {} : { model: options.model }),
    arguments: parseJson('--arguments', options.arguments),
    ...context,
  };
  const outcome = await client.post('/policy/evaluate', body, evaluatePolicy.response);
  const { verdict, reasonCode, rule, reasons, remedy, effects, labels } = outcome;
  const { approvers, provider, obligations } = outcome;
  const lines = () => [
    `${verdict.toUpperCase()}  ${reasonCode}${rule ? `  by ${rule.policy}: ${rule.name}` : ''}`,
    ...reasons.map((reason) => `  ${reason}`),
    ...(remedy ? [`  To do: ${remedy}`] : []),
    ...effects.map((effect) => `  effect  ${effect.kind} ${effect.target.name}${effect.why ? `: ${effect.why}` : ''}`),
    ...(labels.length > 0 ? [`  labels  the run would carry ${labels.join(', ')}`] : []),
    ...(provider ? [`  provider  ${provider}`] : []),
    ...(Object.keys(obligations).length > 0 ? [`  obligations  ${JSON.stringify(obligations)}`] : []),
    ...(approvers ? [`  approvers  ${approvers.quorum} of ${approvers.people.join(', ')}`] : []),
    ...outcome.trace.map(
      (entry) => `  ${entry.matched ? 'matched' : 'skipped'}  ${entry.rule.policy}: ${entry.rule.name}: ${entry.why}`,
    ),
  ];
  show(outcome, lines, json);
  if (verdict === 'deny') process.exitCode = 2;
}

/** Adds `policy eval`: what would be decided, with no side effect. Exit 2 for a deny. */
export function addPolicyEval(policy: Command): void {
  policy
    .command('eval')
    .description('decide a call without proposing it')
    .requiredOption('--agent <name>', 'the agent that would ask')
    .option('--tool <name>', 'the tool it would call')
    .option('--model <name>', 'or the model it would ask')
    .option('--arguments <json>', 'arguments of the tool, parameters of the model', '{}')
    .option(
      '--context <json>',
      'circumstances to pretend, as in cases: now, principal, environment, labels, data, history',
    )
    .action((options: Options, command: Command) => evaluate(options, command));
}
