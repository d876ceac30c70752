import type { Leaf } from '@countersign/contracts';
import type { EventPayloads } from '../events/event-message.js';

/** An event as a service receives it: validated leaf, its exact bytes, and the payloads that travel beside it. */
export interface ReceivedEvent {
  leaf: Leaf;
  leafBytes: Uint8Array;
  payloads: EventPayloads;
}
