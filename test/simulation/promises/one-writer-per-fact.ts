import { eventDefinitionOf } from '@countersign/contracts';
import { splitEventMessage } from '@countersign/messaging';
import type { History } from '../history/history.js';

/** Promise 8: each kind of fact on the record was written by the one service that may write it. */
export function oneWriterPerFact({ record, stored, trespasses }: History): string[] {
  const senders = new Map(
    stored.map(({ by, event }) => [Buffer.from(splitEventMessage(event.body).leafBytes).toString('utf8'), by]),
  );
  const forged = record.leaves.flatMap(({ leaf, text }) => {
    const writer = eventDefinitionOf(leaf.type)?.writer;
    const sender = senders.get(text) ?? 'audit';
    if (leaf.source === writer && sender === writer) return [];
    return [`${leaf.type} ${leaf.id} is of ${leaf.source}, was sent by ${sender}, and is ${writer}'s to write`];
  });
  return [...forged, ...trespasses.map((trespass) => `not allowed on the bus: ${trespass}`)];
}
