import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  CompactRange,
  createCosigner,
  createNoteSigner,
  createNoteVerifier,
  formatCheckpoint,
  generateNoteKey,
  judgeCheckpoint,
  leafHash,
  type WitnessedHead,
} from '@countersign/evidence';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { askWitnesses } from './ask-witnesses.js';
import { WitnessClient } from './witness-client.js';

const origin = 'log.example/acme';
const signer = createNoteSigner(generateNoteKey(origin));
const cosigner = createCosigner(generateNoteKey('witness.example'));
const hashes = Array.from({ length: 12 }, (_, nth) => leafHash(Buffer.from(`leaf ${nth}`)));

let now = 0;
let latest: WitnessedHead | undefined;
let asked: number;
/** What the witness does in place of answering by the protocol. */
let instead: { status: number; body: string } | undefined;
let server: Server;
let client: WitnessClient;

function answer(body: string): { status: number; body: string } {
  asked++;
  if (instead) return instead;
  const verifier = createNoteVerifier(signer.vkey);
  if (!verifier.ok) throw new Error('the key of the log is malformed');
  const judged = judgeCheckpoint(body, { logs: new Map([[origin, verifier.verifier]]), latest: () => latest });
  if (judged.status === 409) return { status: 409, body: `${judged.size}\n` };
  if (judged.status !== 200) return { status: judged.status, body: judged.reason };
  latest = judged.checkpoint;
  return { status: 200, body: cosigner.cosign(judged.text, 1_772_352_000) };
}

beforeEach(async () => {
  [now, latest, asked, instead] = [0, undefined, 0, undefined];
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      const { status, body: text } = answer(body);
      response.writeHead(status, { connection: 'close' }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  client = new WitnessClient({ vkey: cosigner.vkey, url }, { now: () => now });
});
afterEach(() => new Promise<void>((resolve) => void server.close(() => resolve())));

function order(size: number, leaves: readonly Buffer[] = hashes) {
  const range = new CompactRange();
  const nodes = new Map<string, Buffer>();
  for (const hash of leaves.slice(0, size))
    range.append(hash, (level, index, node) => nodes.set(`${level}/${index}`, node));
  const text = formatCheckpoint({ origin, size, root: range.root() });
  const readNode = (level: number, index: number) => nodes.get(`${level}/${index}`) as Buffer;
  return { origin, size, text, signature: signer.sign(text), readNode };
}

describe('asking a witness', () => {
  it('gets each checkpoint cosigned, with the proof that it extends the last', async () => {
    for (const size of [3, 7, 12]) expect(await client.cosign(order(size))).toMatch(/^\u2014 witness\.example \S+\n$/u);
    expect([latest?.size, asked]).toEqual([12, 3]);
  });

  it('learns from the witness what it cosigned before this process began', async () => {
    const range = new CompactRange();
    for (const hash of hashes.slice(0, 5)) range.append(hash);
    latest = { size: 5, root: range.root() };
    expect(await client.cosign(order(9))).toContain('witness.example');
    expect(asked).toBe(2);
  });

  it('is told by a witness that has seen more that the log was set back', async () => {
    await client.cosign(order(12));
    await expect(client.cosign(order(9))).rejects.toThrow();
  });

  it('gets nothing for a history that was rewritten', async () => {
    await client.cosign(order(6));
    const other = hashes.with(2, leafHash(Buffer.from('another')));
    await expect(client.cosign(order(9, other))).rejects.toThrow(/refuses \(422\)/);
  });

  it('takes no signature that does not verify', async () => {
    const other = createCosigner(generateNoteKey('witness.example'));
    instead = { status: 200, body: other.cosign('another text\n', 1) };
    await expect(client.cosign(order(3))).rejects.toThrow(/no valid cosignature/);
  });

  it('lets a witness rest that failed, and publishes without it meanwhile', async () => {
    instead = { status: 500, body: 'down' };
    const reported: unknown[] = [];
    const { readNode, ...checkpoint } = order(3);
    const cosign = askWitnesses(
      [client],
      () => readNode,
      (error) => void reported.push(error),
    );
    expect([await cosign('acme', checkpoint), await cosign('acme', checkpoint)]).toEqual([[], []]);
    expect([asked, reported.length]).toEqual([1, 1]);
    instead = undefined;
    now = 15_000;
    expect(await cosign('acme', checkpoint)).toHaveLength(1);
  });
});
