import {
  closeServiceBase,
  loadSigningKey,
  loadTrust,
  openServiceBase,
  randomIds,
  systemClock,
  type ServiceBase,
} from '@countersign/chassis';
import { systemTenant, watermarkBeatSubject, watermarkSubject } from '@countersign/contracts';
import { type Bus, EventStream } from '@countersign/messaging';
import { readFileSync } from 'node:fs';
import type { AuditConfig } from './config.js';
import { publishCheckpoint } from './handlers/publish-checkpoint.js';
import { sealerStartedEvent } from './handlers/sealer-started-event.js';
import { CheckpointTimer } from './jobs/checkpoint-timer.js';
import { startExportCleanup } from './jobs/export-cleanup.js';
import { Sealer } from './jobs/sealer.js';
import type { SealingObserver } from './jobs/sealing-session.js';
import { sealingMetrics } from './metrics/sealing-metrics.js';
import type { AnnounceSealed } from './ports/announce.js';
import { logKeys, type LogKeys } from './signing/log-keys.js';
import { SignedHeadsInMemory } from './signing/signed-heads-in-memory.js';
import { SignedHeadsOnDisk } from './signing/signed-heads-on-disk.js';
import { measuredLock } from './storage/measured-lock.js';
import { migrations } from './storage/migrations/migrations.js';
import { openExportFiles } from './storage/open-export-files.js';
import { outboxAnnouncer } from './storage/outbox-announcer.js';
import { PostgresCheckpointStore } from './storage/postgres-checkpoint-store.js';
import { PostgresRecord } from './storage/postgres-record.js';
import { SealerConnection } from './storage/sealer-connection.js';
import { askWitnesses } from './witness/ask-witnesses.js';
import { WitnessClient } from './witness/witness-client.js';

interface Base extends ServiceBase {
  config: AuditConfig;
  announce: AnnounceSealed;
  keys: LogKeys;
  metrics: ReturnType<typeof sealingMetrics>;
  witnesses: readonly WitnessClient[];
}

const version = () =>
  (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;

function checkpointTimer({ config, source, relay, keys, report, witnesses }: Base): CheckpointTimer {
  const signed = config.SIGNER_STATE_DIR ? new SignedHeadsOnDisk(config.SIGNER_STATE_DIR) : new SignedHeadsInMemory();
  const store = new PostgresCheckpointStore(source);
  const record = new PostgresRecord(source);
  const cosign = askWitnesses(witnesses, (tenant) => record.nodes(tenant), report);
  return new CheckpointTimer({
    publish: publishCheckpoint({ store, signed, signerOf: keys.signerOf, cosign, clock: systemClock }),
    tell: (event) => void relay.publishNow([event]).catch((error: unknown) => report(error, { part: 'checkpoints' })),
    report,
  });
}

function observerOf({ announce, report }: Base, checkpoints: CheckpointTimer): SealingObserver {
  return {
    began: (session) => {
      checkpoints.began(session);
      const term = { epoch: session.epoch, size: session.heads.get(systemTenant)?.range.size ?? 0 };
      announce(sealerStartedEvent(term, systemClock)).catch((error: unknown) => report(error, { part: 'sealer' }));
    },
    sealed: (batch) => checkpoints.sealed(batch),
    ended: () => checkpoints.ended(),
  };
}

function sealerOf(base: Base, checkpoints: CheckpointTimer): Sealer {
  const { bus, config, report, metrics } = base;
  return new Sealer({
    open: async () => measuredLock(await SealerConnection.open(config.DATABASE_URL), metrics.measured),
    stream: new EventStream(bus.connection, 'audit'),
    broadcast: (watermark, to) =>
      bus.connection.publish(to === 'waiting' ? watermarkSubject : watermarkBeatSubject, JSON.stringify(watermark)),
    clock: systemClock,
    report,
    observer: observerOf(base, checkpoints),
  });
}

/** After a lost connection the stream may be another one: the sealer looks again before it says anything more. */
async function followConnection(bus: Bus, sealer: Sealer): Promise<void> {
  for await (const { type } of bus.connection.status()) {
    if (type === 'disconnect') sealer.interrupt(new Error('the connection to the bus was lost'));
    if (type === 'reconnect') sealer.hurry();
  }
}

async function openBase(config: AuditConfig): Promise<Base> {
  const trusted = loadTrust(config.TRUST_FILE);
  const keys = logKeys(config.LOG_ORIGIN_PREFIX, {
    log: loadSigningKey(config.SIGNING_KEY_FILE),
    manifest: loadSigningKey(config.MANIFEST_KEY_FILE),
    policy: trusted('policy'),
    approvals: trusted('approvals'),
  });
  const base = await openServiceBase('audit', config, migrations);
  const witnesses = config.WITNESSES.map((address) => new WitnessClient(address, systemClock));
  const announce = outboxAnnouncer(base.source, base.relay, base.bus.record);
  return { ...base, config, keys, announce, witnesses, metrics: sealingMetrics() };
}

/** The running service: what the one module provides and stops. */
export async function assemble(config: AuditConfig) {
  const base = await openBase(config);
  const { logger, report } = base;
  const files = await openExportFiles(config.EXPORT_DIR, systemClock.now);
  const checkpoints = checkpointTimer(base);
  const sealer = sealerOf(base, checkpoints);
  void followConnection(base.bus, sealer);
  base.relay.start();
  checkpoints.start();
  sealer.start();
  const stopCleanup = startExportCleanup(files, report);
  const stop = async () => {
    stopCleanup();
    await sealer.stop();
    await checkpoints.stop();
    await closeServiceBase(base);
  };
  const parts = {
    ...base.keys,
    witnesses: base.witnesses.map(({ vkey }) => vkey),
    record: new PostgresRecord(base.source),
    files,
    announce: base.announce,
    version: version(),
    clock: systemClock,
    ids: randomIds(systemClock),
  };
  return { logger, bus: base.bus, sealer, checkpoints, parts, metrics: base.metrics.registry, stop };
}
