import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const audit = fileURLToPath(new URL('../../services/audit', import.meta.url));
const timeoutMs = 120_000;

interface Rate {
  eventsPerSecond: number;
  /** CPU microseconds for each event. */
  node: number;
  postgres: number;
  nats: number;
}

/** Sealing beside plain batched inserts of the same rows, on servers of their own. */
export interface AuditMeasured {
  events: number;
  batch: number;
  rounds: number;
  plain: Rate;
  sealed: Rate;
  /** Sealed events per second to plainly inserted ones; the median of the rounds' ratios. */
  ratio: number;
}

/** Runs the bench of the audit service, which knows the service's inside. */
export async function measureAudit(rounds: number): Promise<AuditMeasured> {
  const node = ['-C', '@countersign/source', '--import', './test/typescript.mjs'];
  const args = [...node, 'bench/seal.ts', '--events', '10000', '--rounds', String(rounds), '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: audit, timeout: timeoutMs });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as AuditMeasured;
}
