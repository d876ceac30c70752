import { every } from '@countersign/chassis';
import type { ReportError } from '@countersign/messaging';
import type { DataSource } from 'typeorm';
import { followShadows } from './handlers/shadow/follow-shadows.js';
import type { ShadowParts } from './handlers/shadow/shadow-ports.js';
import { ShadowRunner } from './handlers/shadow/shadow-runner.js';
import type { RevisionSource } from './handlers/ports.js';
import { PostgresShadowStore } from './storage/postgres-shadow-store.js';

/** Calls wait this long at most for a candidate to be asked, when there is time. */
const drainEveryMs = 100;

type Given = Omit<ShadowParts, 'shadows' | 'breathe'> & { source: RevisionSource };

/** The candidates that run beside what is in force: whoever decides calls tells `shadow`, and waits for nothing. */
export async function assembleShadow(given: Given, database: DataSource, report: ReportError) {
  const shadows = new PostgresShadowStore(database);
  const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
  const shadow = new ShadowRunner({ ...given, shadows, breathe });
  const follow = followShadows({ shadows, source: given.source, shadow });
  await follow();
  const stops = [every(1_000, follow, report), every(drainEveryMs, () => shadow.drain(), report)];
  const stop = async () => {
    for (const end of stops) await end();
    await shadow.drain();
  };
  return { shadow, shadows, followShadows: follow, stop };
}
