import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { GovernanceFile } from '@countersign/cli';

const publishedSchema = z.looseObject({
  published: z.boolean(),
  revision: z.string().nullish(),
  problems: z.array(z.looseObject({ path: z.string(), line: z.int().nullable(), message: z.string() })).default([]),
});
const versionsSchema = z.looseObject({ versions: z.array(z.looseObject({ revision: z.string() })) });
const keySchema = z.looseObject({ key: z.string().min(16) });
const tokenSchema = z.looseObject({ token: z.string().min(16) });

const timeoutMs = 120_000;
/** How long the other services may take to hear of agents and people that governance has just named. */
const settlingMs = 90_000;

/** The human plane as one person uses it. */
export class ConsoleClient {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** The revision of what is in force; null before the first publication. */
  async revisionInForce(): Promise<string | null> {
    const path = '/governance/versions?limit=1';
    const { versions } = versionsSchema.parse(await this.read(path, await this.send('GET', path)));
    return versions[0]?.revision ?? null;
  }

  /** Not published, where a second person must confirm it. */
  async applyGovernance(
    files: readonly GovernanceFile[],
    variables: Record<string, string>,
  ): Promise<{ published: boolean; revision: string }> {
    const outcome = publishedSchema.parse(await this.post('/governance/apply', { files, variables }));
    const { problems, published, revision } = outcome;
    if (problems.length === 0) return { published, revision: revision ?? '' };
    const lines = problems.map(({ path, line, message }) => `  ${path}${line === null ? '' : `:${line}`} ${message}`);
    throw new Error(`governance was refused:\n${lines.join('\n')}`);
  }

  /** Undefined: what is in force names no such agent. */
  async createAgentKey(agent: string, mustBeKnown: boolean): Promise<string | undefined> {
    const issued = await this.postOnceKnown(`/agents/${encodeURIComponent(agent)}/keys`, mustBeKnown);
    return issued === undefined ? undefined : keySchema.parse(issued).key;
  }

  async createPersonToken(person: string, mustBeKnown: boolean): Promise<string | undefined> {
    const issued = await this.postOnceKnown(`/people/${encodeURIComponent(person)}/tokens`, mustBeKnown);
    return issued === undefined ? undefined : tokenSchema.parse(issued).token;
  }

  /** Does the console still know this token? */
  async knowsMe(): Promise<boolean> {
    const response = await this.send('GET', '/approvals?limit=1');
    await response.body?.cancel();
    return response.status !== 401;
  }

  private async postOnceKnown(path: string, mustBeKnown: boolean): Promise<unknown> {
    const deadline = performance.now() + settlingMs;
    let response = await this.send('POST', path, {});
    while (mustBeKnown && response.status === 404 && performance.now() < deadline) {
      await sleep(50);
      response = await this.send('POST', path, {});
    }
    if (response.status !== 404 || mustBeKnown) return this.read(path, response);
    await response.body?.cancel();
    return undefined;
  }

  private async post(path: string, body: unknown): Promise<unknown> {
    return this.read(path, await this.send('POST', path, body));
  }

  private async read(path: string, response: Response): Promise<unknown> {
    const text = await response.text();
    if (!response.ok) throw new Error(`the console answered ${response.status} to ${path}: ${text.slice(0, 2_000)}`);
    return JSON.parse(text);
  }

  private send(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
  }
}
