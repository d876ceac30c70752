import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  CompactRange,
  consistencyPath,
  createNoteSigner,
  createNoteVerifier,
  formatAddCheckpoint,
  formatCheckpoint,
  formatNote,
  generateNoteKey,
  leafHash,
  openNote,
} from '@countersign/evidence';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { witnessServer } from './witness-server.js';
import { WitnessState } from './witness-state.js';

const origin = 'log.example/acme';
const key = generateNoteKey(origin);
const hashes = Array.from({ length: 9 }, (_, nth) => leafHash(Buffer.from(`leaf ${nth}`)));
const now = 1_772_352_000;

let folder: string;
let server: Server;
let state: WitnessState;

const verifierOf = (vkey: string) => {
  const created = createNoteVerifier(vkey);
  if (!created.ok) throw new Error(created.refusal.message);
  return created.verifier;
};

async function start(): Promise<void> {
  state = new WitnessState(folder, 'witness.example');
  server = witnessServer({ state, logs: new Map([[origin, verifierOf(key.vkey)]]), now: () => now });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}
const stop = () => new Promise((resolve) => server.close(resolve));
const at = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-witness-'));
  await start();
});
afterEach(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

function checkpointAt(size: number): string {
  const range = new CompactRange();
  for (const hash of hashes.slice(0, size)) range.append(hash);
  return formatCheckpoint({ origin, size, root: range.root() });
}

async function ask(oldSize: number, size: number) {
  const text = checkpointAt(size);
  const proof = await consistencyPath(hashes, oldSize, size);
  const body = formatAddCheckpoint({ oldSize, proof, note: formatNote(text, [createNoteSigner(key).sign(text)]) });
  const response = await fetch(at('/add-checkpoint'), { method: 'POST', body });
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text(), text };
}

describe('a witness at work', () => {
  it('answers with a signature that verifies under its key and states the time', async () => {
    const { status, body, text } = await ask(0, 5);
    expect(status).toBe(200);
    const opened = openNote(formatNote(text, [body]), [verifierOf(state.cosigner.vkey)]);
    expect(opened.ok && opened.note.signatures[0]).toMatchObject({ name: 'witness.example', time: now });
  });

  it('remembers over a restart what it cosigned, and its key', async () => {
    await ask(0, 5);
    const { vkey } = state.cosigner;
    await stop();
    await start();
    expect(state.cosigner.vkey).toBe(vkey);
    expect(await ask(0, 5)).toMatchObject({ status: 409, body: '5\n', type: 'text/x.tlog.size' });
    expect((await ask(5, 9)).status).toBe(200);
    expect(statSync(join(folder, 'witness.pem')).mode & 0o077).toBe(0);
  });

  it('cosigns one of two that come at once for the same size', async () => {
    await ask(0, 3);
    const both = await Promise.all([ask(3, 7), ask(3, 9)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('shows what it cosigned last', async () => {
    const path = `/${createHash('sha256').update(origin).digest('hex')}/checkpoint`;
    expect((await fetch(at(path))).status).toBe(404);
    const { text, body } = await ask(0, 5);
    expect(await (await fetch(at(path))).text()).toBe(formatNote(text, [body]));
  });

  it.each([
    ['/add-checkpoint', 'x'.repeat(70_000), 413],
    ['/add-checkpoint', 'nonsense', 400],
    ['/elsewhere', '', 404],
  ])('refuses at %s what is too long, malformed or asked elsewhere', async (path, body, status) => {
    expect((await fetch(at(path), { method: 'POST', body })).status).toBe(status);
  });
});
