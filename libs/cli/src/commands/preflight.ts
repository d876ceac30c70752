import { preflightAgent } from '@countersign/contracts';
import type { Command } from 'commander';
import type { z } from 'zod';
import { contextOf } from '../command-context.js';
import { show } from '../output/print.js';

type Answer = z.output<typeof preflightAgent.response>;

const marks = { pass: 'pass', warn: 'WARN', fail: 'FAIL' };
const conclusions = {
  pass: 'would work.',
  warn: 'would work; look at the warnings.',
  fail: 'would not work as it is.',
};

export function preflightLines({ agent, result, checks, truncated }: Answer): string[] {
  return [
    ...checks.flatMap(({ about, subject, result: found, message, remedy }) => [
      `${marks[found]}  ${about}  ${subject} ${message}`,
      ...(remedy ? [`      to do: ${remedy}`] : []),
    ]),
    ...(truncated ? ['There are more findings than fit here.'] : []),
    `${agent} ${conclusions[result]}`,
  ];
}

async function preflight(agent: string, command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  const answer = await client.get(`/agents/${encodeURIComponent(agent)}/preflight`, preflightAgent.response);
  show(answer, () => preflightLines(answer), json);
  if (answer.result === 'fail') process.exitCode = 2;
}

/** Adds `preflight <agent>`. Exit 2 when something would keep the agent from working. */
export function addPreflight(program: Command): void {
  program
    .command('preflight <agent>')
    .description('would this agent work if it started now')
    .action((agent: string, _: unknown, command: Command) => preflight(agent, command));
}
