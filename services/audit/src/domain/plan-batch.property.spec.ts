import { describe, expect, it } from '@jest/globals';
import { CompactRange, leafHash } from '@countersign/evidence';
import fc from 'fast-check';
import { readCandidate } from '../handlers/read-candidate.js';
import { messageOf, poisonMessage, proposedEvent } from '../test-data/messages.js';
import type { StreamMessage } from './candidate.js';
import { planBatch } from './plan-batch.js';
import { eventKey, type PlannedLeaf } from './planned-leaf.js';
import type { TreeHead } from './tree-head.js';

const tenants = ['acme', 'globex', 'system'];

const arbitraryMessage = fc.oneof(
  fc.record({
    nth: fc.integer({ min: 0, max: 12 }),
    tenant: fc.constantFrom(...tenants),
    tool: fc.constantFrom('logs.read', 'shell.exec'),
  }),
  fc.record({
    poison: fc.constantFrom('', '{}', '{"a":1,"a":2}', '\n\n', '\ud800'),
    tenant: fc.constantFrom(...tenants),
  }),
);

type Sketch = { nth: number; tenant: string; tool: string } | { poison: string; tenant: string };

function toMessage(sketch: Sketch, at: number): StreamMessage {
  if ('poison' in sketch) return poisonMessage(at + 1, sketch.poison, sketch.tenant);
  return messageOf(proposedEvent(sketch), at + 1);
}

/** Seals batch by batch, as the sealer does, and returns what was recorded. */
function record(batches: StreamMessage[][]) {
  const heads = new Map<string, TreeHead>();
  const known = new Map<string, Buffer>();
  const trees = new Map<string, PlannedLeaf[]>();
  for (const batch of batches) {
    const candidates = batch.map(readCandidate);
    const plan = planBatch({ candidates, known, heads, recordedAt: '2026-11-21T10:00:00.000Z' });
    for (const { tenant, head, leaves } of plan.growths) {
      heads.set(tenant, head);
      trees.set(tenant, [...(trees.get(tenant) ?? []), ...leaves]);
      for (const leaf of leaves) known.set(eventKey(leaf), leaf.hash);
    }
  }
  return { heads, trees };
}

function rootOf(leaves: readonly PlannedLeaf[]): Buffer {
  const range = new CompactRange();
  for (const leaf of leaves) range.append(leafHash(leaf.bytes));
  return range.root();
}

function cut(messages: StreamMessage[], at: number): StreamMessage[][] {
  const place = Math.min(at, messages.length);
  return [messages.slice(0, place), messages.slice(place)].filter((batch) => batch.length > 0);
}

describe('any stream, cut into any batches', () => {
  const stream = fc.array(arbitraryMessage, { minLength: 1, maxLength: 40 });

  it('gives trees without holes whose roots are those of their bytes', () => {
    fc.assert(
      fc.property(stream, fc.nat(40), (sketches, at) => {
        const { heads, trees } = record(cut(sketches.map(toMessage), at));
        for (const [tenant, leaves] of trees) {
          expect(leaves.map((leaf) => leaf.index)).toEqual(leaves.map((_, index) => index));
          expect(heads.get(tenant)?.range.root()).toEqual(rootOf(leaves));
          expect(new Set(leaves.map(eventKey)).size).toBe(leaves.length);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('gives the same leaves however it is cut, and none twice when all of it is delivered again', () => {
    fc.assert(
      fc.property(stream, fc.nat(40), (sketches, at) => {
        const messages = sketches.map(toMessage);
        const whole = record([messages]);
        const parts = record([...cut(messages, at), messages]);
        for (const [tenant, leaves] of whole.trees) expect(parts.trees.get(tenant)).toEqual(leaves);
        expect([...parts.trees.keys()].sort()).toEqual([...whole.trees.keys()].sort());
      }),
      { numRuns: 200 },
    );
  });

  it('leaves no message without a trace: each is a leaf, or a leaf has its bytes or its digest', () => {
    fc.assert(
      fc.property(stream, (sketches) => {
        const messages = sketches.map(toMessage);
        const { trees } = record([messages]);
        const recorded = [...trees.values()].flat().map((leaf) => Buffer.from(leaf.bytes).toString());
        for (const message of messages) {
          const candidate = readCandidate(message);
          const trace = candidate.valid ? candidate.event.hash.toString('hex') : candidate.refusal.reasonCode;
          const isLeaf = candidate.valid && recorded.includes(Buffer.from(candidate.event.bytes).toString());
          expect(isLeaf || recorded.some((leaf) => leaf.includes(trace))).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});
