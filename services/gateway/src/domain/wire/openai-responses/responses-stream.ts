import type { WireError } from '../reply/error-body.js';
import type { BlockOutcome } from '../seam/block-outcome.js';
import { asList, isObject, textOf, type JsonObject } from '../seam/json-object.js';
import { LARGEST_HOLD, MOST_BLOCKS } from '../seam/limits.js';
import { refuseWire, type WireReasonCode, type WireRefusal } from '../seam/wire-refusal.js';
import type { WireUsage } from '../seam/wire-usage.js';
import type { SseEvent } from '../sse/sse-event.js';
import { HeldBlocks } from '../stream/held-blocks.js';
import { failedStream, refusedStream } from '../stream/refused-stream.js';
import type { StreamAction, StreamContext, StreamInterceptor } from '../stream/stream-interceptor.js';
import { matchFinalOutput, type MatchedOutput } from './match-final-output.js';
import { NumberedEvents } from './numbered-events.js';
import { isKnownPart } from './output-part-fault.js';
import { readItemCall } from './read-item-call.js';
import { releaseResponse } from './release-response.js';
import { knownItem } from './response-item-kind.js';
import { parseResponsesEvent, type ResponsesEvent } from './responses-event.js';
import { responsesUsage } from './responses-usage.js';
import type { StreamedItem } from './streamed-item.js';

type Event = JsonObject & { type: string };

/** `POST /v1/responses` with `stream: true`. Calls leave after all that flowed; indexes and sequence numbers are ours. */
export class ResponsesStream implements StreamInterceptor {
  private readonly items = new Map<number, StreamedItem>();
  private readonly blocks = new HeldBlocks();
  private readonly events = new NumberedEvents();
  private heldSize = 0;
  private closed = false;
  private final?: { body: Event; response: JsonObject; matched: MatchedOutput };
  private seenUsage?: WireUsage;
  private seenId?: string;

  constructor(private readonly context: StreamContext) {}

  usage(): WireUsage | undefined {
    return this.seenUsage;
  }

  responseId(): string | undefined {
    return this.seenId;
  }

  push({ data }: SseEvent): StreamAction[] {
    if (this.closed || this.final) return [];
    if (data.startsWith('[DONE]')) return this.end();
    const parsed = parseResponsesEvent(data);
    if (!parsed.ok) return this.refuse(parsed.refusal);
    return this.take(parsed.event, data);
  }

  decided(blockId: string, outcome: BlockOutcome): StreamAction[] {
    if (this.closed) return [];
    this.blocks.settle(blockId, outcome);
    return this.release();
  }

  fail(error: WireError): StreamAction[] {
    if (this.closed) return [];
    this.closed = true;
    return failedStream('openai-responses', error, this.events.nextSequence);
  }

  end(): StreamAction[] {
    if (this.closed || this.final) return [];
    return this.fault('provider_stream_broken', 'the stream of the provider broke off');
  }

  private take({ kind, body }: ResponsesEvent, data: string): StreamAction[] {
    if (kind === 'start') return this.start(body, data);
    if (kind === 'end') return this.finish(body);
    if (body.output_index === undefined && kind === 'flow') return [this.events.pass(body, data)];
    return this.takeItemEvent({ kind, body }, data);
  }

  private takeItemEvent({ kind, body }: ResponsesEvent, data: string): StreamAction[] {
    const { output_index: index } = body;
    if (typeof index !== 'number') return this.fault('malformed_response', 'an event names no output item');
    if (body.type === 'response.output_item.added') return this.addItem(index, body, data);
    const item = this.items.get(index);
    if (!item) return this.fault('malformed_response', 'an event names an output item that was not announced');
    if (item.kind === 'held') return kind === 'item' ? this.closeCall(item, body) : [];
    const fault = this.findFlowFault({ kind, body }, item);
    return fault ? this.refuse(fault) : this.passOn(item, body, data);
  }

  private start(body: Event, data: string): StreamAction[] {
    const { response } = body;
    if (!isObject(response) || asList(response.output)?.length !== 0) {
      return this.fault('malformed_response', 'the stream does not begin with an empty response');
    }
    this.seenId ??= textOf(response.id);
    return [this.events.pass(body, data)];
  }

  private addItem(index: number, body: Event, data: string): StreamAction[] {
    const known = knownItem(body.item, this.context);
    if (!known.ok) return this.refuse(known.refusal);
    const id = textOf(known.item.id);
    const items = [...this.items.values()];
    if (this.items.has(index) || items.some((item) => id !== undefined && item.id === id)) {
      return this.fault('malformed_response', 'two output items have the same place or id');
    }
    const isQueued = known.type === 'reasoning' && items.some((item) => item.kind === 'held');
    const kind = isQueued ? 'queued' : known.kind;
    const item: StreamedItem = { index, ...(id === undefined ? {} : { id }), type: known.type, kind, events: [] };
    this.items.set(index, item);
    if (kind === 'held') return items.length < MOST_BLOCKS * 2 ? [] : this.tooLarge();
    return this.passOn(item, body, data);
  }

  private findFlowFault({ kind, body }: ResponsesEvent, item: StreamedItem): WireRefusal | undefined {
    if (kind === 'call')
      return refuseWire('malformed_response', 'an event brings a call to an item that is none').refusal;
    if (body.part !== undefined && !isKnownPart(body.part)) {
      return refuseWire('unknown_wire_block', 'the type of a content part is not known').refusal;
    }
    if (kind !== 'item') return undefined;
    const known = knownItem(body.item, this.context);
    if (!known.ok) return known.refusal;
    if (known.type === item.type && known.kind === 'flow') return undefined;
    return refuseWire('malformed_response', 'an output item changed its type').refusal;
  }

  private passOn(item: StreamedItem, body: Event, data: string): StreamAction[] {
    if (item.kind === 'flow') return [this.events.passItem(item, body, data)];
    item.events.push(body);
    return this.hold(data.length);
  }

  private closeCall(item: StreamedItem, body: Event): StreamAction[] {
    const known = knownItem(body.item, this.context);
    if (!known.ok) return this.refuse(known.refusal);
    if (known.type !== item.type || known.kind !== 'held' || item.call) {
      return this.fault('malformed_response', 'an output item changed its type or ended twice');
    }
    const read = readItemCall(known.item, item.index);
    if (!read.ok) return this.refuse(read.refusal);
    item.call = known.item;
    item.block = read.block;
    if (this.blocks.count >= MOST_BLOCKS) return this.tooLarge();
    this.blocks.ask(read.block);
    const refused = this.hold(JSON.stringify(known.item).length);
    return refused.length > 0 ? refused : [{ type: 'decide', block: read.block }];
  }

  private finish(body: Event): StreamAction[] {
    const { response } = body;
    if (!isObject(response)) return this.fault('malformed_response', 'the last event brings no response');
    this.seenUsage = responsesUsage(response.usage);
    if (body.type === 'response.failed') return this.fault('provider_error', 'the model provider failed to respond');
    const items = [...this.items.values()];
    const matched = matchFinalOutput(response.output, items, this.context);
    if (!matched.ok) return this.refuse(matched.refusal);
    const isCut = items.some((item) => item.kind === 'held' && !item.block);
    if (isCut && body.type === 'response.completed') {
      return this.fault('malformed_response', 'the response ended inside a call');
    }
    this.final = { body, response, matched };
    return this.release();
  }

  private release(): StreamAction[] {
    if (!this.final || !this.blocks.isSettled()) return [];
    this.closed = true;
    const released = releaseResponse({ ...this.final, items: [...this.items.values()] }, this.blocks);
    const frames = released.map(({ event, item }) =>
      item ? this.events.passItem(item, event) : this.events.pass(event),
    );
    return [...frames, { type: 'done' }];
  }

  private hold(size: number): StreamAction[] {
    this.heldSize += size;
    return this.heldSize > LARGEST_HOLD ? this.tooLarge() : [];
  }

  private tooLarge(): StreamAction[] {
    return this.fault('response_too_large', 'the tool calls of the response are too many or too large');
  }

  private fault(reasonCode: WireReasonCode, message: string): StreamAction[] {
    return this.refuse(refuseWire(reasonCode, message).refusal);
  }

  private refuse(refusal: WireRefusal): StreamAction[] {
    this.closed = true;
    return refusedStream('openai-responses', refusal, this.events.nextSequence);
  }
}
