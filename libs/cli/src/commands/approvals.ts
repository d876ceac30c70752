import { approvalViewSchema, listApprovals } from '@countersign/contracts';
import type { Command } from 'commander';
import { contextOf } from '../command-context.js';
import { show, table } from '../output/print.js';
import { approvalLines } from './approval-lines.js';

interface ListOptions {
  status: string;
  mine?: boolean;
}

async function list(options: ListOptions, command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  const query = new URLSearchParams({
    ...(options.status === 'all' ? {} : { status: options.status }),
    ...(options.mine ? { mine: 'true' } : {}),
  });
  const page = await client.get(`/approvals?${query.toString()}`, listApprovals.response);
  const rows = page.approvals.map((view) => [view.approvalId, view.status, view.agent, view.tool, view.expiresAt]);
  show(
    page,
    () => (rows.length === 0 ? [noneText(options)] : table([['APPROVAL', 'STATUS', 'AGENT', 'TOOL', 'ENDS'], ...rows])),
    json,
  );
}

function noneText({ status, mine }: ListOptions): string {
  const whose = mine ? ' for you' : '';
  if (status === 'pending') return `No call waits for ${mine ? 'you' : 'people'}.`;
  return status === 'all' ? `There are no approvals${whose}.` : `No approval${whose} is ${status}.`;
}

async function look(id: string, command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  const view = await client.get(`/approvals/${encodeURIComponent(id)}`, approvalViewSchema);
  show(view, () => approvalLines(view), json);
}

async function decide(
  decision: {
    id: string;
    verb: 'approve' | 'reject' | 'cancel';
    reason?: string | undefined;
    digest?: string | undefined;
  },
  command: Command,
): Promise<void> {
  const { client, json } = contextOf(command);
  const body = {
    ...(decision.reason ? { reason: decision.reason } : {}),
    ...(decision.digest ? { actionDigest: decision.digest } : {}),
  };
  const view = await client.post(
    `/approvals/${encodeURIComponent(decision.id)}/${decision.verb}`,
    body,
    approvalViewSchema,
  );
  show(view, () => approvalLines(view), json);
}

/** Adds `approvals list|show|approve|reject|cancel`. */
export function addApprovalCommands(program: Command): void {
  const approvals = program.command('approvals').description('calls that wait for people');
  approvals
    .command('list')
    .description('what waits, or has been decided')
    .option('--status <status>', 'pending, granted, rejected, expired, cancelled or all', 'pending')
    .option('--mine', 'only what you may decide now')
    .action((options: ListOptions, command: Command) => list(options, command));
  approvals
    .command('show <id>')
    .description('the exact action, why it is held and who may decide')
    .action((id: string, _: unknown, command: Command) => look(id, command));
  approvals
    .command('approve <id>')
    .description('let the call run, once')
    .option('--reason <text>', 'why')
    .option('--digest <digest>', 'the action you looked at; refused when it is another by now')
    .action((id: string, options: { reason?: string; digest?: string }, command: Command) =>
      decide({ id, verb: 'approve', ...options }, command),
    );
  approvals
    .command('reject <id>')
    .description('say no; the agent is told the reason')
    .requiredOption('--reason <text>', 'why')
    .action((id: string, options: { reason: string }, command: Command) =>
      decide({ id, verb: 'reject', ...options }, command),
    );
  approvals
    .command('cancel <id>')
    .description('take it back: nobody is asked any more')
    .action((id: string, _: unknown, command: Command) => decide({ id, verb: 'cancel' }, command));
}
