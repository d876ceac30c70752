import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectBus } from '@countersign/messaging';
import { startEmbeddedNats, type EmbeddedNats } from './start-embedded-nats.js';

const dataDir = mkdtempSync(join(tmpdir(), 'countersign-nats-'));
let nats: EmbeddedNats;

type Sender = 'gateway' | 'policy';
const ownType = { gateway: 'ToolCallProposed', policy: 'ToolCallDecided' };

/** Whether the stream takes a message of `sender` on a subject. It keeps their order: one that it takes for sure comes after. */
async function isTaken(sender: Sender, subject: string): Promise<boolean> {
  const provisioner = await connectBus('provisioner', nats.credentials('provisioner'));
  const connection = await connectBus(sender, nats.credentials(sender));
  const count = async () => {
    const reply = await provisioner.request('$JS.API.STREAM.INFO.EVENTS', '');
    return (reply.json() as { state: { messages: number } }).state.messages;
  };
  const before = await count();
  connection.publish(subject, '{}');
  await connection.request(`evt.${sender}.demo.${ownType[sender]}.after`, '{}');
  const gained = (await count()) - before;
  await connection.close();
  await provisioner.close();
  return gained === 2;
}

beforeAll(async () => {
  nats = await startEmbeddedNats({ dataDir });
});

afterAll(async () => {
  await nats.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('embedded NATS', () => {
  it('takes an event from the service that writes it and from nobody else', async () => {
    expect(await isTaken('gateway', 'evt.gateway.demo.ToolCallProposed.one')).toBe(true);
    expect(await isTaken('policy', 'evt.gateway.demo.ToolCallProposed.two')).toBe(false);
  });

  it('lets no service touch the stream itself', async () => {
    const connection = await connectBus('gateway', nats.credentials('gateway'));
    const answer = await connection.request('$JS.API.STREAM.DELETE.EVENTS', '', { timeout: 500 }).then(
      () => 'answered',
      () => 'refused',
    );
    await connection.close();
    expect(answer).toBe('refused');
  });

  it('keeps its passwords readable for nobody else', () => {
    expect(statSync(join(dataDir, 'secrets', 'nats.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'secrets', 'nats-server.conf')).mode & 0o777).toBe(0o600);
  });

  it('starts again after SIGKILL with the stream still there', async () => {
    const ended = new Promise((resolve) => nats.child.once('exit', resolve));
    nats.child.kill('SIGKILL');
    await ended;
    nats = await startEmbeddedNats({ dataDir });
    expect(await isTaken('gateway', 'evt.gateway.demo.ToolCallProposed.three')).toBe(true);
  });
});
