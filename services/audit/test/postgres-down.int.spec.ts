import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEmbeddedPostgres } from '@countersign/local';
import { setTimeout as sleep } from 'node:timers/promises';
import { proposedEvent } from '../src/test-data/messages.js';
import { eventually } from './eventually.js';
import { queryAs } from './infrastructure.js';
import { publishSurely } from './publish-surely.js';
import { startAudit, type RunningAudit } from './running-audit.js';

let audit: RunningAudit;

const sealerSql = `select pid from pg_stat_activity where application_name = 'countersign-sealer'`;

const recordedIds = async () => {
  const rows = await queryAs<{ id: string }>(
    audit.infrastructure.runtimeUrl,
    'acme',
    `select id from audit.leaves where type = 'ToolCallProposed' order by index`,
  );
  return rows.map((row) => row.id);
};

beforeAll(async () => {
  audit = await startAudit();
  await audit.record([proposedEvent({ nth: 1 })]);
});

afterAll(() => audit.stop());

describe('while Postgres does not answer', () => {
  it('tells nobody that the record is being written, and seals all of it afterwards', async () => {
    const { gateway, infrastructure } = audit;
    const [backend] = await queryAs<{ pid: number }>(infrastructure.postgres.adminUrl, null, sealerSql);
    const signal = (name: NodeJS.Signals) => process.kill(backend?.pid ?? 0, name);
    signal('SIGSTOP');
    const published = await publishSurely(gateway, proposedEvent({ nth: 2 }));
    expect(await gateway.record.sealed(published, 3_000)).toBe(false);
    expect(gateway.record.available()).toBe(false);
    signal('SIGCONT');
    await eventually('the record is available again', () => gateway.record.available(), 60_000);
    expect(await gateway.record.sealed(published, 60_000)).toBe(true);
    expect(await recordedIds()).toEqual(['evt_00000001', 'evt_00000002']);
  });
});

describe('while Postgres is gone', () => {
  it('says so within seconds, and goes on where it was when Postgres is back', async () => {
    const { gateway, infrastructure, service } = audit;
    const { port } = infrastructure.postgres;
    await infrastructure.postgres.stop();
    const published = await publishSurely(gateway, proposedEvent({ nth: 3 }));
    await eventually('the record is unavailable', () => !gateway.record.available());
    await eventually('audit is not ready', () => service.sealer.current() === 'broken');
    await sleep(1_000);
    expect(gateway.record.available()).toBe(false);
    infrastructure.postgres = await startEmbeddedPostgres({ dataDir: infrastructure.dataDir, port });
    await eventually('the record is available again', () => gateway.record.available(), 60_000);
    expect(await gateway.record.sealed(published, 60_000)).toBe(true);
    expect(await recordedIds()).toEqual(['evt_00000001', 'evt_00000002', 'evt_00000003']);
  });
});
