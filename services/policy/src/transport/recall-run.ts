import { eventDefinitionOf, readRun, type Leaf, type Result } from '@countersign/contracts';
import type { RpcPort } from '@countersign/messaging';
import type { z } from 'zod';
import { entryOf, type RunEntry } from '../domain/runs/run-entry.js';
import type { RecallRun } from '../handlers/ports.js';

/** A run with more decisions than these pages hold is not built anew while an agent waits. */
const mostPages = 100;
const pageTimeoutMs = 5_000;
type Answer = Result<z.output<typeof readRun.response>>;

const types = ['ToolCallDecided', 'ModelCallDecided'];

/** Builds what a run has done from the record. Rejects when the record does not answer: an unknown past must not look empty. */
export function recallRun(rpc: RpcPort): RecallRun {
  return async (tenant, run) => {
    const entries: RunEntry[] = [];
    let next: number | null = 0;
    for (let page = 0; next !== null && page < mostPages; page++) {
      const answer: Answer = await rpc.call(readRun, { tenant, run, types, fromIndex: next }, pageTimeoutMs);
      if (!answer.ok) throw new Error(`the record of ${run} cannot be read: ${answer.refusal.message}`);
      entries.push(...answer.value.events.flatMap(entriesOf));
      next = answer.value.nextIndex;
    }
    if (next !== null) throw new Error(`the record of ${run} is too long to be read while a call waits`);
    return entries;
  };
}

function entriesOf({ type, leaf }: { type: string; leaf: string }): RunEntry[] {
  const parsed = eventDefinitionOf(type)?.leafSchema.parse(JSON.parse(leaf)) as Leaf | undefined;
  const isDecision = parsed?.type === 'ToolCallDecided' || parsed?.type === 'ModelCallDecided';
  const entry = isDecision ? entryOf(parsed.data.decision) : null;
  return entry ? [entry] : [];
}
