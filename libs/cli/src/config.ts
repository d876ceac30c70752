import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CommandError } from './output/command-error.js';

export interface Server {
  url: string;
  token: string;
}

const devFileSchema = z.looseObject({
  consoleUrl: z.string(),
  adminToken: z.string(),
  gatewayUrl: z.string().optional(),
  demo: z.looseObject({ modelUrl: z.string(), targetUrl: z.string() }).optional(),
  approvers: z.array(z.looseObject({ person: z.string(), token: z.string() })).default([]),
});

export interface ServerOptions {
  url?: string | undefined;
  token?: string | undefined;
  /** Data folder of a local instance. */
  data?: string | undefined;
  /** Act as this approver of a local instance. */
  as?: string | undefined;
}

/** What the launcher wrote down of a running local instance, if there is one. */
export function localInstance(options: ServerOptions): z.infer<typeof devFileSchema> | null {
  const file = join(options.data ?? '.countersign', 'dev.json');
  return existsSync(file) ? devFileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
}

function localServer(options: ServerOptions): Partial<Server> {
  const dev = localInstance(options);
  if (!dev) return {};
  if (options.as === undefined) return { url: dev.consoleUrl, token: dev.adminToken };
  const approver = dev.approvers.find(({ person }) => person === options.as);
  if (!approver)
    throw new CommandError(
      `The local instance knows no token of ${options.as}; it has: ${dev.approvers.map(({ person }) => person).join(', ')}.`,
    );
  return { url: dev.consoleUrl, token: approver.token };
}

/** What was named for this very command, whatever local instance there is. */
export function givenServer(options: ServerOptions): Server | null {
  const url = options.url ?? process.env['COUNTERSIGN_URL'];
  const token = options.token ?? process.env['COUNTERSIGN_TOKEN'];
  return url && token ? { url: url.replace(/\/$/, ''), token } : null;
}

/** Where the console is and as whom: options, then COUNTERSIGN_URL and COUNTERSIGN_TOKEN, then a local instance's dev.json. */
export function serverOf(options: ServerOptions): Server {
  const local = localServer(options);
  const url = options.url ?? process.env['COUNTERSIGN_URL'] ?? local.url;
  const token = options.token ?? process.env['COUNTERSIGN_TOKEN'] ?? local.token;
  if (!url)
    throw new CommandError(
      'No server is known. Start one with "npm start", or give --url and --token (or COUNTERSIGN_URL and COUNTERSIGN_TOKEN).',
    );
  if (!token)
    throw new CommandError(`No token for ${url}. Give --token or COUNTERSIGN_TOKEN: a person token, "csp_...".`);
  return { url: url.replace(/\/$/, ''), token };
}
