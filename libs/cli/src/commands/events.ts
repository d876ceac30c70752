import { listEvents } from '@countersign/contracts';
import type { Command } from 'commander';
import { contextOf } from '../command-context.js';
import { show, table } from '../output/print.js';

interface Options {
  type?: string;
  run?: string;
  subject?: string;
  limit: string;
}

async function events(options: Options, command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  const query = new URLSearchParams({ descending: 'true', limit: options.limit });
  if (options.type) query.set('types', options.type);
  if (options.run) query.set('run', options.run);
  if (options.subject) query.set('subject', options.subject);
  const page = await client.get(`/events?${query.toString()}`, listEvents.response);
  const rows = page.events.map((event) => [String(event.index), event.time, event.type, event.subject]);
  show(
    page,
    () => [...table([['INDEX', 'TIME', 'TYPE', 'SUBJECT'], ...rows]), `${page.size} events on the record.`],
    json,
  );
}

/** Adds `events`: the newest events of your tenant's record. */
export function addEventsCommand(program: Command): void {
  program
    .command('events')
    .description('what is on the record, newest first')
    .option('--type <types>', 'event types, separated by commas')
    .option('--run <id>', 'one run')
    .option('--subject <id>', 'one call, approval or lease')
    .option('--limit <n>', 'how many', '50')
    .action((options: Options, command: Command) => events(options, command));
}
