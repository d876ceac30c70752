import { loadAnalysers } from '@countersign/effects';
import {
  startEmbeddedNats,
  startTemporaryPostgres,
  type EmbeddedNats,
  type TemporaryPostgres,
} from '@countersign/local';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFetcher } from '../src/engine/rego/fetch-bundle.js';
import { document, governance, rule } from './governance.js';
import { startReplica, type ReplicaOptions } from './policy-replica.js';
import { builtBundle, publicKey, rebuilt } from './rego-bundles.js';

const dataDir = mkdtempSync(join(tmpdir(), 'countersign-replicas-'));
const [allowing, denying] = [
  governance([rule('allow', { tools: ['*'] })]),
  governance([rule('deny', { tools: ['*'] })]),
];
const stops: (() => Promise<unknown>)[] = [];
let postgres: TemporaryPostgres;
let nats: EmbeddedNats;

beforeAll(async () => {
  await loadAnalysers();
  [postgres, nats] = await Promise.all([startTemporaryPostgres(), startEmbeddedNats({ dataDir })]);
});

afterAll(async () => {
  for (const stop of stops) await stop();
  await nats?.stop();
  await postgres?.remove();
  rmSync(dataDir, { recursive: true, force: true });
});

async function replica(options: Partial<ReplicaOptions> = {}) {
  const { runtime, owner } = postgres.serviceDatabase('policy');
  const database = { DATABASE_URL: runtime, MIGRATIONS_DATABASE_URL: owner, DATABASE_POOL_SIZE: 4 };
  const one = await startReplica({ database, bus: nats.credentials('policy'), ...options });
  stops.push(one.stop);
  return one;
}

async function until(what: string, isSo: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 90_000; !isSo();) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('two replicas on one database and one bus', () => {
  it('both decide under what one of them published, told by the bus alone', async () => {
    const [one, other] = [await replica(), await replica()];
    await one.apply(allowing);
    await until('the first revision', () => other.verdict() === 'allow');
    await other.apply(denying);
    await until('the second revision', () => one.verdict() === 'deny');
    expect(one.revision()).toBe(other.revision());
    expect([one.reported, other.reported]).toEqual([[], []]);
  });

  it('keep the last good revision where one does not load, of that tenant only, and take up what was published while away', async () => {
    const isOdd = (documents: readonly { name: string }[]) => documents.some(({ name }) => name === 'odd');
    const odd = document({ kind: 'Person', name: 'odd', displayName: 'Odd' });
    const [good, poor] = [await replica(), await replica({ unloadable: isOdd })];
    await good.apply(denying, 'acme');
    await until('the good revision', () => poor.verdict('acme') === 'deny');
    const before = poor.revision('acme');
    await good.apply([...allowing, odd], 'acme');
    await until('the failure to be told', () => poor.reported.length > 0);
    expect([good.verdict('acme'), poor.verdict('acme'), poor.revision('acme')]).toEqual(['allow', 'deny', before]);
    await good.apply(allowing, 'other');
    await until('another tenant', () => poor.verdict('other') === 'allow');
    const late = await replica();
    expect([late.revision('acme'), late.verdict('other')]).toEqual([good.revision('acme'), 'allow']);
  });
});

describe('a bundle server', () => {
  const guard = builtBundle('guard');
  const newer = rebuilt(guard, (files) => {
    const data = files.get('data.json') as Buffer;
    files.delete('data.json');
    files.set('data.json', data);
  });
  let served: Buffer = guard;
  let server: Server;

  beforeAll(async () => {
    server = createServer((_, response) => response.end(served));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('is asked by one replica, and what it has newer is in force at all of them; what is not signed at none', async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/guard.tar.gz`;
    const fetch = bundleFetcher([new URL(url).host]);
    const rego = document({ kind: 'Rego', name: 'guard', url, key: { publicKey }, bundle: guard.toString('base64') });
    const [asking, other] = [await replica({ fetch }), await replica()];
    await asking.apply([...allowing, rego], 'bundled');
    const first = asking.revision('bundled');
    await until('the first bundle', () => other.revision('bundled') === first);
    served = rebuilt(guard, (files) => files.set('data.json', Buffer.from('{"a":1}')));
    await asking.refresh();
    expect([asking.revision('bundled'), asking.reported]).toMatchObject([first, [expect.any(Error)]]);
    served = newer;
    await asking.refresh();
    expect(asking.revision('bundled')).not.toBe(first);
    await until('the newer bundle', () => other.revision('bundled') === asking.revision('bundled'));
  });
});
