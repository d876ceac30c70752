import type { Command } from 'commander';
import { z } from 'zod';
import { contextOf } from '../command-context.js';
import { CommandError } from '../output/command-error.js';
import { show } from '../output/print.js';

const toolsAnswer = z.looseObject({
  tools: z.array(
    z.looseObject({
      name: z.string(),
      status: z.string(),
      definitionDigest: z.string(),
      runBy: z.string(),
      change: z
        .looseObject({ pinnedDigest: z.string(), foundDigest: z.string().nullable(), changedAt: z.string() })
        .optional(),
    }),
  ),
});
type ToolLine = z.output<typeof toolsAnswer>['tools'][number];
const reapproved = z.looseObject({ tool: z.string(), status: z.string() });

export function toolLines({ name, status, definitionDigest, runBy, change }: ToolLine): string[] {
  const line = `${name}  ${status}  run by ${runBy}  ${definitionDigest}`;
  if (!change) return [line];
  return [
    line,
    `  its MCP server changed it, as found at ${change.changedAt}`,
    `  approved ${change.pinnedDigest}`,
    `  found    ${change.foundDigest ?? 'no such tool'}`,
  ];
}

async function list(command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  const answer = await client.get('/tools', toolsAnswer);
  show(answer, () => answer.tools.flatMap(toolLines), json);
}

async function reapprove(name: string, command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  const { tools } = await client.get('/tools', toolsAnswer);
  const tool = tools.find((one) => one.name === name);
  if (!tool) throw new CommandError(`There is no tool ${name}.`);
  const { definitionDigest } = tool;
  const answer = await client.post(`/tools/${encodeURIComponent(name)}/reapprove`, { definitionDigest }, reapproved);
  const told = `${name} is ${answer.status}. Its server is asked again before the next call.`;
  show(answer, () => [told], json);
}

/** Adds `tools list` and `tools reapprove`. */
export function addToolCommands(program: Command): void {
  const tools = program
    .command('tools')
    .description('the governed tools, and those that their MCP servers have changed');
  tools
    .command('list')
    .description('every tool in force, its status and its definition')
    .action((_: unknown, command: Command) => list(command));
  tools
    .command('reapprove <name>')
    .description('approve a changed tool again by the definition in force, once its server went back to it')
    .action((name: string, _: unknown, command: Command) => reapprove(name, command));
}
