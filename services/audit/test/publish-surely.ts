import type { Bus, PreparedEvent } from '@countersign/messaging';
import { eventually } from './eventually.js';

/** Publishes until the stream has it, and resolves to its place; twice is once. A busy machine may be slow to acknowledge. */
export async function publishSurely({ publisher }: Bus, event: PreparedEvent): Promise<number> {
  let sequence = 0;
  await eventually(`the stream takes ${event.id}`, async () => {
    sequence = await publisher.publish(event).then(
      (published) => published.sequence,
      () => 0,
    );
    return sequence > 0;
  });
  return sequence;
}
