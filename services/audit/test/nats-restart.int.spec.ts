import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEmbeddedNats } from '@countersign/local';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { proposedEvent } from '../src/test-data/messages.js';
import { eventually } from './eventually.js';
import { queryAs } from './infrastructure.js';
import { startAudit, type RunningAudit } from './running-audit.js';

let audit: RunningAudit;

const recordedIds = async () => {
  const rows = await queryAs<{ id: string }>(
    audit.infrastructure.runtimeUrl,
    'acme',
    `select id from audit.leaves where type = 'ToolCallProposed' order by index`,
  );
  return rows.map((row) => row.id);
};

/** Kills the server; `between` may touch what it left on disk. */
async function restartNats(between: () => void = () => undefined): Promise<void> {
  const { nats, dataDir } = audit.infrastructure;
  const ended = new Promise((resolve) => nats.child.once('exit', resolve));
  nats.child.kill('SIGKILL');
  await ended;
  between();
  audit.infrastructure.nats = await startEmbeddedNats({ dataDir, port: nats.port });
}

const epoch = async () => {
  const [row] = await queryAs<{ epoch: string }>(
    audit.infrastructure.runtimeUrl,
    null,
    'select epoch from audit.sealer',
  );
  return Number(row?.epoch);
};

/** The sealer took over anew after the interruption and says so. */
async function backAgain(before: number): Promise<void> {
  await eventually('a new term has begun', async () => (await epoch()) > before);
  await eventually('the record is available', () => audit.gateway.record.available());
}

beforeAll(async () => {
  audit = await startAudit();
  await audit.record([1, 2, 3].map((nth) => proposedEvent({ nth })));
});

afterAll(() => audit.stop());

/** Which stream it is; what follows the @ is the life of this connection. */
const streamLife = () => audit.gateway.record.current()?.incarnation.split('@')[0];

describe('after NATS was killed', () => {
  it('goes on in the same life of the stream', async () => {
    const incarnation = streamLife();
    const before = await epoch();
    await restartNats();
    await backAgain(before);
    await audit.record([proposedEvent({ nth: 4 })]);
    expect(streamLife()).toBe(incarnation);
    expect(await recordedIds()).toEqual([1, 2, 3, 4].map((nth) => `evt_0000000${nth}`));
  });

  it('reads a stream that was lost and made again from its start, and recognises what comes a second time', async () => {
    const incarnation = streamLife();
    const before = await epoch();
    await restartNats(() => rmSync(join(audit.infrastructure.dataDir, 'nats'), { recursive: true }));
    await backAgain(before);
    await eventually('the stream has another name', () => streamLife() !== incarnation);
    await audit.record([3, 4, 5].map((nth) => proposedEvent({ nth })));
    expect(await recordedIds()).toEqual([1, 2, 3, 4, 5].map((nth) => `evt_0000000${nth}`));
  });
});
