import { eventDefinitionOf, readRun, type Leaf, type Result } from '@countersign/contracts';
import type { RpcPort } from '@countersign/messaging';
import type { z } from 'zod';
import type { FoundInResult } from '../domain/runs/result-labels.js';
import type { ReadResults } from '../handlers/ports.js';

interface Known {
  /** Everything before this index of the record has been read. */
  next: number;
  found: FoundInResult[];
}

type Answer = Result<z.output<typeof readRun.response>>;

/** An answer with an error reaches the agent as well. */
const types = ['ToolCallSucceeded', 'ToolCallFailed'];
/** Runs of which this replica remembers what it has read. */
const mostRemembered = 500;
const pageTimeoutMs = 5_000;

/** Reads what was found in the results of a run, each result once. Rejects when the record does not answer. */
export function readResults(rpc: RpcPort): ReadResults {
  const remembered = new Map<string, Known>();
  return async (tenant, run) => {
    const name = `${tenant} ${run}`;
    const known = remembered.get(name) ?? { next: 0, found: [] };
    remembered.delete(name);
    remembered.set(name, known);
    const oldest = remembered.size > mostRemembered ? remembered.keys().next() : null;
    if (oldest && !oldest.done) remembered.delete(oldest.value);
    for (let isMore = true; isMore;) {
      const request = { tenant, run, types, fromIndex: known.next };
      const page: Answer = await rpc.call(readRun, request, pageTimeoutMs);
      if (!page.ok) throw new Error(`the results of ${run} cannot be read: ${page.refusal.message}`);
      for (const event of page.value.events) {
        if (event.index < known.next) continue;
        known.found.push(...foundIn(event));
        known.next = event.index + 1;
      }
      isMore = page.value.nextIndex !== null;
    }
    return known.found;
  };
}

function foundIn({ type, leaf }: { type: string; leaf: string }): FoundInResult[] {
  const parsed = eventDefinitionOf(type)?.leafSchema.parse(JSON.parse(leaf)) as Leaf | undefined;
  if (parsed?.type !== 'ToolCallSucceeded' && parsed?.type !== 'ToolCallFailed') return [];
  const counts = Object.entries(parsed.data.dataCategories ?? {});
  const categories = counts.flatMap(([name, count]) => (count > 0 ? [name] : []));
  return categories.length === 0 ? [] : [{ callId: parsed.subject, atMs: Date.parse(parsed.time), categories }];
}
