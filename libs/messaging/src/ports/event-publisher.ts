import type { PreparedEvent } from '../events/prepare-event.js';

/** Where in the stream a published event stands. Not yet on the record: see `RecordPort`. */
export interface Published {
  sequence: number;
  /** JetStream already had this message id. */
  duplicate: boolean;
}

export interface PublishOptions {
  /** Somebody waits until it is sealed, so audit does not wait for more to come. A hint; it changes no outcome. */
  awaited?: boolean;
}

/** Puts events on the bus. Rejects when the bus does not take the event. */
export interface EventPublisher {
  publish(event: PreparedEvent, options?: PublishOptions): Promise<Published>;
}
