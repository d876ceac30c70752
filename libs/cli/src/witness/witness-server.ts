import { formatNote, judgeCheckpoint, originOf, type Judgement, type NoteVerifier } from '@countersign/evidence';
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { WitnessState } from './witness-state.js';

const mostBytes = 64 * 1024;

interface Answer {
  status: number;
  body: string;
  type?: string;
}

export interface WitnessParts {
  state: WitnessState;
  /** The key of each log that is witnessed, by origin. */
  logs: ReadonlyMap<string, NoteVerifier>;
  /** Seconds since 1970. */
  now: () => number;
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > mostBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function refusal(judgement: Exclude<Judgement, { status: 200 }>): Answer {
  if (judgement.status === 409) return { status: 409, body: `${judgement.size}\n`, type: 'text/x.tlog.size' };
  return { status: judgement.status, body: `${judgement.reason}\n` };
}

/** One request after the other: between looking at what was cosigned and keeping what is cosigned nothing may come. */
function addCheckpoint({ state, logs, now }: WitnessParts) {
  let last: Promise<unknown> = Promise.resolve();
  const answer = async (body: string): Promise<Answer> => {
    const judgement = judgeCheckpoint(body, { logs, latest: (origin) => state.latest(origin) });
    if (judgement.status !== 200) return refusal(judgement);
    const { checkpoint, text } = judgement;
    const line = state.cosigner.cosign(text, now());
    const { origin, size, root } = checkpoint;
    await state.keep(origin, { size, root, note: formatNote(text, [line]) });
    return { status: 200, body: line };
  };
  return (body: string): Promise<Answer> => {
    const next = last.then(() => answer(body));
    last = next.catch(() => undefined);
    return next;
  };
}

/** What was cosigned last, for whoever watches: `/<SHA-256 of the origin in hex>/checkpoint`. */
function monitored({ state, logs }: WitnessParts, path: string): Answer {
  const hash = /^\/([0-9a-f]{64})\/checkpoint$/.exec(path)?.[1];
  const origin = [...logs.keys()].find((name) => createHash('sha256').update(name).digest('hex') === hash);
  const head = origin === undefined ? undefined : state.latest(origin);
  return head ? { status: 200, body: head.note } : { status: 404, body: 'nothing was cosigned for this log\n' };
}

/** A witness by the protocol of C2SP tlog-witness. */
export function witnessServer(parts: WitnessParts): Server {
  const add = addCheckpoint(parts);
  const handle = async (request: IncomingMessage): Promise<Answer> => {
    if (request.method === 'GET') return monitored(parts, request.url ?? '');
    if (request.method !== 'POST' || request.url !== '/add-checkpoint') return { status: 404, body: 'not found\n' };
    const body = await bodyOf(request);
    if (body === null) return { status: 413, body: 'too long\n' };
    return originOf(body) === undefined ? { status: 400, body: 'this is no add-checkpoint request\n' } : add(body);
  };
  return createServer((request, response: ServerResponse) => {
    void handle(request)
      .catch((): Answer => ({ status: 500, body: 'the witness could not keep what it would cosign\n' }))
      .then(({ status, body, type = 'text/plain; charset=utf-8' }) =>
        response.writeHead(status, { 'content-type': type, connection: 'close' }).end(body),
      );
  });
}
