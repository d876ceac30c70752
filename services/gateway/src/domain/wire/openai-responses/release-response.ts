import type { WithheldOutcome } from '../seam/block-outcome.js';
import type { JsonObject } from '../seam/json-object.js';
import type { HeldBlocks } from '../stream/held-blocks.js';
import { callEvents, messageEvents } from './item-events.js';
import type { MatchedOutput } from './match-final-output.js';
import type { StreamedItem } from './streamed-item.js';
import { withheldItem } from './withheld-item.js';

type Event = JsonObject & { type: string };
type Released = { event: Event; item?: StreamedItem };

interface FinishedResponse {
  /** The last event and the response object in it. */
  body: Event;
  response: JsonObject;
  matched: MatchedOutput;
  items: readonly StreamedItem[];
}

/** What leaves at the end, in order: held calls or their texts, queued reasoning, then the response rebuilt from it all. */
export function releaseResponse({ body, response, matched, items }: FinishedResponse, blocks: HeldBlocks): Released[] {
  const flowed = items.filter((item) => item.outIndex !== undefined).sort((a, b) => a.outIndex! - b.outIndex!);
  const waiting = items.filter((item) => item.outIndex === undefined).sort((a, b) => a.index - b.index);
  const ended = waiting.map((item) => endItem(item, blocks)).filter(({ events }) => events.length > 0);
  const output = [
    ...flowed.map((item) => matched.byItem.get(item)),
    ...ended.map(({ item, whole }) => whole ?? matched.byItem.get(item)),
  ].filter((item) => item !== undefined);
  const notes = ended.flatMap(({ note }, place): JsonObject[] =>
    note ? [{ output_index: flowed.length + place, ...note.machine }] : [],
  );
  const withheld: JsonObject = notes.length > 0 ? { countersign: { withheld: notes } } : {};
  return [
    ...ended.flatMap(({ item, events }) => events.map((event) => ({ event, item }))),
    { event: { ...body, response: { ...response, output, ...withheld } } },
  ];
}

interface EndedItem {
  item: StreamedItem;
  events: Event[];
  whole?: JsonObject;
  note?: WithheldOutcome;
}

function endItem(item: StreamedItem, blocks: HeldBlocks): EndedItem {
  if (item.kind === 'queued') return { item, events: item.events };
  const outcome = item.block && blocks.outcome(item.block);
  if (!outcome || !item.call) return { item, events: [] };
  if (outcome.kind === 'pass') return { item, events: callEvents(item.call), whole: item.call };
  const whole = withheldItem(outcome, item.index);
  return { item, events: messageEvents(whole, outcome.text), whole, note: outcome };
}
