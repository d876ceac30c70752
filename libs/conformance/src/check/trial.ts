import { randomBytes } from 'node:crypto';
import { captureFetch } from '../client/captured-fetch.js';
import type { Client } from '../client/clients.js';
import type { Reading } from '../client/reading.js';
import { ScriptedProvider } from '../provider/scripted-provider.js';
import type { Script } from '../provider/script.js';
import type { CallPart } from '../provider/turn.js';
import type { World } from './check.js';
import { findLeak, newCanary } from './find-leak.js';
import { demand, Violation } from './violation.js';

/** What came of one request. */
export interface Answered {
  readings: Reading[];
  /** The library did not take the answer, or was told an error. */
  error?: unknown;
  /** Everything that came over the wire. */
  text: string;
  headers: Headers;
}

export type Ask = { script: Script; stream: boolean; tools?: readonly string[]; customTools?: readonly string[] } & {
  answers?: number;
  /** Of an earlier request, to have the same said again. */
  id?: string;
};

/** One conversation with the gateway, and the secrets that must not come out of it. */
export class Trial {
  private readonly canaries: string[] = [];
  readonly id = randomBytes(8).toString('hex');

  constructor(private readonly world: World) {}

  get prompt(): string {
    return ScriptedProvider.prompt(this.id);
  }

  canary(): string {
    const canary = newCanary();
    this.canaries.push(canary);
    return canary;
  }

  /** A call of which nothing may be seen: its arguments and its id are canaries. `args` is made from the canary. */
  secretCall(name: string, args = (canary: string) => JSON.stringify({ note: canary })): CallPart {
    return { kind: 'call', id: `call_${this.canary()}`, name, args: args(this.canary()) };
  }

  async ask(client: Client, { script, ...asked }: Ask): Promise<Answered> {
    this.world.provider.script(this.id, script);
    const capture = captureFetch();
    const question = { tools: [], ...asked, prompt: this.prompt, fetch: capture.fetch };
    const outcome = await client.ask(this.world.target, question).then(
      (readings) => ({ readings }),
      (error: unknown) => ({ readings: [], error }),
    );
    const received = await capture.received();
    const text = received.map((one) => one.text).join('\n');
    this.search(`${text}\n${received.map(({ headers }) => JSON.stringify([...headers])).join('\n')}`);
    this.search(JSON.stringify(outcome.readings));
    return { ...outcome, text, headers: received.at(-1)?.headers ?? new Headers() };
  }

  /** Fails when any of the secrets is in what was received. */
  search(received: string): void {
    for (const canary of this.canaries) {
      const place = findLeak(received, canary);
      demand(place === undefined, `bytes of a call that was not allowed came through, ${place ?? ''}`);
    }
  }
}

/** The answers of a request that must have succeeded. */
export function readingsOf({ readings, error, text }: Answered): Reading[] {
  if (error === undefined) return readings;
  throw new Violation(`the client library refused the answer: ${String(error)}; received: ${text.slice(0, 400)}`);
}
