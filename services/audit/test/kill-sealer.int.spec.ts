import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CompactRange, leafHash } from '@countersign/evidence';
import { Bus, type PreparedEvent } from '@countersign/messaging';
import type { ChildProcess } from 'node:child_process';
import type { AuditConfig } from '../src/config.js';
import { proposedEvent } from '../src/test-data/messages.js';
import { kill, spawnAudit } from './audit-process.js';
import { eventually } from './eventually.js';
import { queryAs, startInfrastructure, type Infrastructure } from './infrastructure.js';
import { publishSurely } from './publish-surely.js';
import { auditSettingsFor } from './settings.js';

let infrastructure: Infrastructure;
let settings: AuditConfig;
let gateway: Bus;
const replicas: ChildProcess[] = [];

const total = 3_000;
const inFlight = 100;

function addReplica(): void {
  replicas.push(spawnAudit(settings));
}

async function publish(events: PreparedEvent[]): Promise<number> {
  let last = 0;
  for (let at = 0; at < events.length; at += inFlight) {
    const published = await Promise.all(events.slice(at, at + inFlight).map((event) => publishSurely(gateway, event)));
    last = Math.max(last, ...published);
  }
  return last;
}

const leavesOf = (tenant: string) =>
  queryAs<{ index: string; id: string; type: string; leaf: Buffer }>(
    infrastructure.runtimeUrl,
    tenant,
    'select index, id, type, leaf from audit.leaves order by index',
  );

beforeAll(async () => {
  infrastructure = await startInfrastructure();
  settings = auditSettingsFor(infrastructure);
  gateway = await Bus.connect('gateway', infrastructure.nats.credentials('gateway'), () => undefined);
  addReplica();
  await eventually('the first replica seals', () => gateway.record.available());
  addReplica();
});

afterAll(async () => {
  await Promise.all(replicas.map((replica) => kill(replica)));
  await gateway.close();
  await infrastructure.stop();
});

describe('a sealer that is killed outright, twice, under load', () => {
  it('loses nothing and doubles nothing', async () => {
    const events = Array.from({ length: total }, (_, nth) =>
      proposedEvent({ nth, tenant: nth % 3 ? 'acme' : 'globex' }),
    );
    const sealedUpTo = () => gateway.record.current()?.sequence ?? 0;
    const killAt = async (sequence: number) => {
      await eventually(`message ${sequence} is sealed`, () => sealedUpTo() >= sequence);
      const active = replicas.shift();
      if (active) await kill(active);
      addReplica();
    };
    const killing = (async () => {
      await killAt(total / 5);
      await killAt((total / 5) * 3);
    })();
    const last = await publish(events);
    await killing;
    expect(await gateway.record.sealed(last, 60_000)).toBe(true);

    const recorded = [...(await leavesOf('acme')), ...(await leavesOf('globex'))];
    const proposed = recorded.filter((leaf) => leaf.type === 'ToolCallProposed').map((leaf) => leaf.id);
    expect(proposed).toHaveLength(total);
    expect(new Set(proposed)).toEqual(new Set(events.map((event) => event.id)));
    expect(recorded.filter((leaf) => ['EventConflict', 'EventRejected'].includes(leaf.type))).toEqual([]);
  });

  it('leaves trees without holes, whose heads are those of their leaves', async () => {
    for (const tenant of ['acme', 'globex', 'system']) {
      // The head first: a checkpoint's own leaf may still come in, and leaves past the head are cut off below.
      const [head] = await queryAs<{ size: string; hashes: Buffer }>(
        infrastructure.runtimeUrl,
        tenant,
        'select size, hashes from audit.heads',
      );
      const leaves = await leavesOf(tenant);
      const range = new CompactRange();
      for (const leaf of leaves.slice(0, Number(head?.size))) range.append(leafHash(leaf.leaf));
      expect(leaves.map((leaf) => Number(leaf.index))).toEqual(leaves.map((_, index) => index));
      expect(range.toState().hashes.join('')).toBe(head?.hashes.toString('hex'));
    }
  });

  it('has each term of a sealer on the record', async () => {
    const terms = (await leavesOf('system')).filter((leaf) => leaf.type === 'SealerStarted');
    // At least those of the kills; a machine that stood still for a while may have cost another one.
    expect(terms.length).toBeGreaterThanOrEqual(3);
    expect(terms.map((leaf) => leaf.id)).toEqual(terms.map((_, nth) => `sealer_${nth + 1}`));
  });
});
