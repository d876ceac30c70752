import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventStream, services, type Service } from '@countersign/contracts';
import { startEmbeddedNats, type EmbeddedNats } from '@countersign/local';
import { connectBus, JetStreamPublisher, prepareEvent } from '@countersign/messaging';
import { requestRefused } from '@countersign/contracts';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deafTo, forbiddenTo } from './bus-attempts.js';

let nats: EmbeddedNats;
const dataDir = mkdtempSync(join(tmpdir(), 'countersign-bus-'));

/** Subjects that the server refused, as this connection was told. */
function collectViolations(connection: NatsConnection): Set<string> {
  const refused = new Set<string>();
  void (async () => {
    for await (const status of connection.status()) {
      if (status.type !== 'error') continue;
      const subject = /(?:Publish|Subscription) to "([^"]+)"/i.exec(status.error.message)?.[1];
      if (subject) refused.add(subject);
    }
  })();
  return refused;
}

async function storedMessages(): Promise<number> {
  const connection = await connectBus('provisioner', nats.credentials('provisioner'));
  const info = await (await jetstreamManager(connection)).streams.info(eventStream);
  await connection.close();
  return info.state.messages;
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!condition() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
}

beforeAll(async () => {
  nats = await startEmbeddedNats({ dataDir });
});

afterAll(async () => {
  await nats.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('the bus lets each service say only what it may say', () => {
  it.each(services)('refuses everything that %s tries in the name of others', async (service: Service) => {
    const connection = await connectBus(service, nats.credentials(service));
    const refused = collectViolations(connection);
    const before = await storedMessages();
    const attempts = forbiddenTo(service);
    for (const { subject } of attempts) connection.publish(subject, '{}');
    await connection.flush();
    await until(() => attempts.every(({ subject }) => refused.has(subject)));
    await connection.close();
    expect(attempts.filter(({ subject }) => !refused.has(subject)).map(({ what }) => what)).toEqual([]);
    expect(await storedMessages()).toBe(before);
  });

  it.each(services)('keeps %s from listening to what is not meant for it', async (service: Service) => {
    const connection = await connectBus(service, nats.credentials(service));
    const refused = collectViolations(connection);
    const attempts = deafTo(service);
    for (const { subject } of attempts) connection.subscribe(subject, { callback: () => undefined });
    await connection.flush();
    await until(() => attempts.every(({ subject }) => refused.has(subject)));
    await connection.close();
    expect(attempts.filter(({ subject }) => !refused.has(subject)).map(({ what }) => what)).toEqual([]);
  });

  it('still takes what a service writes itself', async () => {
    const connection = await connectBus('gateway', nats.credentials('gateway'));
    const before = await storedMessages();
    const event = prepareEvent(requestRefused, {
      id: 'evt_own',
      tenant: 'demo',
      time: '2026-11-21T00:00:00.000Z',
      actor: { kind: 'service', id: 'gateway' },
      subject: 'evt_own',
      data: { reasonCode: 'route_unknown', route: '/nowhere', method: 'GET', status: 404, count: 1 },
    });
    const published = await new JetStreamPublisher(connection).publish(event);
    await connection.close();
    expect(published).toEqual({ sequence: before + 1, duplicate: false });
  });
});
