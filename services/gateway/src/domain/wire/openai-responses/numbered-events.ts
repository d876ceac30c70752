import type { JsonObject } from '../seam/json-object.js';
import { sseFrame, typedFrame } from '../sse/sse-frame.js';
import type { StreamAction } from '../stream/stream-interceptor.js';
import type { StreamedItem } from './streamed-item.js';

type Event = JsonObject & { type: string };

/** Counts events and output items as they leave; one whose numbers are right anyway leaves as it came. */
export class NumberedEvents {
  nextSequence = 0;
  private nextIndex = 0;

  pass(event: Event, data?: string): StreamAction {
    const sequence = this.nextSequence++;
    if (data !== undefined && event.sequence_number === sequence) return emit(sseFrame(data, event.type));
    return emit(typedFrame({ ...event, sequence_number: sequence }));
  }

  passItem(item: StreamedItem, event: Event, data?: string): StreamAction {
    const output_index = (item.outIndex ??= this.nextIndex++);
    return event.output_index === output_index ? this.pass(event, data) : this.pass({ ...event, output_index });
  }
}

function emit(frame: string): StreamAction {
  return { type: 'emit', frame };
}
