import { z } from 'zod';
import type { Server } from '../config.js';
import { CommandError } from '../output/command-error.js';

const problemSchema = z.looseObject({ code: z.string(), detail: z.string(), remedy: z.string().optional() });

/** More than this the console does not read; it would cut the connection. */
const maxBodyBytes = 8 * 1024 * 1024;

function explain(status: number, text: string): CommandError {
  const problem = problemSchema.safeParse(safeJson(text));
  const exitCode = status === 401 || status === 403 ? 2 : 1;
  if (!problem.success) return new CommandError(`The server answered ${status}.`, exitCode);
  const { code, detail, remedy } = problem.data;
  return new CommandError(`${detail} (${code})${remedy ? `\n${remedy}` : ''}`, exitCode);
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The human plane's API as one person uses it. */
export class ConsoleClient {
  constructor(private readonly server: Server) {}

  async get<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
    return schema.parse(JSON.parse(await (await this.send('GET', path)).text()));
  }

  async post<S extends z.ZodType>(path: string, body: unknown, schema: S): Promise<z.output<S>> {
    return schema.parse(JSON.parse(await (await this.send('POST', path, body)).text()));
  }

  async download(path: string): Promise<ReadableStream<Uint8Array>> {
    const response = await this.send('GET', path);
    if (!response.body) throw new CommandError(`The server sent nothing for ${path}.`);
    return response.body;
  }

  private async send(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await this.reach(method, path, body);
    if (!response.ok) throw explain(response.status, await response.text());
    return response;
  }

  private async reach(method: string, path: string, body: unknown): Promise<Response> {
    const content: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const text = body === undefined ? undefined : JSON.stringify(body);
    if (text !== undefined && Buffer.byteLength(text) > maxBodyBytes)
      throw new CommandError(
        `This is too much for one request: ${Buffer.byteLength(text)} bytes of at most ${maxBodyBytes}.`,
      );
    try {
      return await fetch(`${this.server.url}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${this.server.token}`, ...content },
        ...(text === undefined ? {} : { body: text }),
      });
    } catch {
      throw new CommandError(
        `${this.server.url} cannot be reached. Is Countersign running? Start it with "npm start", or correct --url.`,
      );
    }
  }
}
