import type { WireError } from '../reply/error-body.js';
import type { BlockOutcome } from '../seam/block-outcome.js';
import { isObject, textOf, type JsonObject } from '../seam/json-object.js';
import { LARGEST_HOLD, MOST_BLOCKS } from '../seam/limits.js';
import { refuseWire, type WireReasonCode, type WireRefusal } from '../seam/wire-refusal.js';
import type { WireUsage } from '../seam/wire-usage.js';
import type { SseEvent } from '../sse/sse-event.js';
import { sseFrame, typedFrame } from '../sse/sse-frame.js';
import { HeldBlocks } from '../stream/held-blocks.js';
import { failedStream, refusedStream } from '../stream/refused-stream.js';
import type { StreamAction, StreamContext, StreamInterceptor } from '../stream/stream-interceptor.js';
import { anthropicUsage, mergedUsage } from './anthropic-usage.js';
import { knownBlock } from './content-block-kind.js';
import { HeldToolUse } from './held-tool-use.js';
import { inputPiece, isFlowingDelta, parseMessagesEvent, type MessagesEvent } from './messages-event.js';
import { releaseMessage } from './release-message.js';

/** `POST /v1/messages` with `stream: true`. Tool uses move behind all other blocks, which are numbered anew. */
export class MessagesStream implements StreamInterceptor {
  /** By the provider's index: where a flowing block went, or the tool use that is held. */
  private readonly open = new Map<number, number | HeldToolUse>();
  private readonly held: HeldToolUse[] = [];
  private readonly blocks = new HeldBlocks();
  private next = 0;
  private heldSize = 0;
  private started = false;
  private closed = false;
  private isWhole = false;
  /** The message delta with the stop reason, held back until every tool use is decided. */
  private stop?: JsonObject;
  private counts: JsonObject = {};
  private seenId?: string;

  constructor(private readonly context: StreamContext) {}

  usage(): WireUsage | undefined {
    return Object.keys(this.counts).length > 0 ? anthropicUsage(this.counts) : undefined;
  }

  responseId(): string | undefined {
    return this.seenId;
  }

  push({ data }: SseEvent): StreamAction[] {
    if (this.closed || this.isWhole) return [];
    const parsed = parseMessagesEvent(data);
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
    return failedStream('anthropic-messages', error);
  }

  end(): StreamAction[] {
    if (this.closed || this.isWhole) return [];
    return this.fault('provider_stream_broken', 'the stream of the provider broke off');
  }

  private take({ type, body }: MessagesEvent, data: string): StreamAction[] {
    if (type === 'ping') return [pass(type, data)];
    if (type === 'message_start') return this.start(body, data);
    if (!this.started) return this.fault('malformed_response', 'the stream does not begin with a message');
    if (type === 'message_stop') return this.finish();
    if (type === 'message_delta') return this.takeMessageDelta(body, data);
    return this.takeBlockEvent(type, body, data);
  }

  private takeBlockEvent(type: string, body: JsonObject, data: string): StreamAction[] {
    if (this.stop) return this.fault('malformed_response', 'a message went on after its end');
    const { index } = body;
    if (typeof index !== 'number') return this.fault('malformed_response', 'an event names no content block');
    if (type === 'content_block_start') return this.openBlock(index, body);
    const block = this.open.get(index);
    if (block === undefined) return this.fault('malformed_response', 'an event names a content block that is not open');
    if (type === 'content_block_stop') this.open.delete(index);
    if (typeof block === 'number') return this.passOn(body, block, data);
    return type === 'content_block_stop' ? this.closeTool(block) : this.addToTool(block, body);
  }

  private start(body: JsonObject, data: string): StreamAction[] {
    const { message } = body;
    const isEmpty = isObject(message) && Array.isArray(message.content) && message.content.length === 0;
    if (this.started || !isEmpty)
      return this.fault('malformed_response', 'the stream does not begin with an empty message');
    this.started = true;
    this.counts = mergedUsage({}, message.usage);
    this.seenId = textOf(message.id);
    return [pass('message_start', data)];
  }

  private openBlock(index: number, body: JsonObject): StreamAction[] {
    const known = knownBlock(body.content_block, this.context);
    if (!known.ok) return this.refuse(known.refusal);
    if (this.open.has(index) || this.held.some((call) => call.index === index)) {
      return this.fault('malformed_response', 'two content blocks have the same place');
    }
    if (known.kind === 'flow') {
      this.open.set(index, this.next);
      return [emit(typedFrame({ ...body, type: 'content_block_start', index: this.next++ }))];
    }
    const call = new HeldToolUse(index, known.block);
    this.open.set(index, call);
    this.held.push(call);
    this.heldSize += JSON.stringify(known.block).length;
    return this.tooLarge() ?? [];
  }

  private passOn(body: JsonObject, index: number, data: string): StreamAction[] {
    if (body.type === 'content_block_delta' && !isFlowingDelta(body)) {
      return this.fault('unknown_wire_block', 'the type of a delta is not known');
    }
    const type = body.type as string;
    return [index === body.index ? pass(type, data) : emit(typedFrame({ ...body, type, index }))];
  }

  private addToTool(call: HeldToolUse, body: JsonObject): StreamAction[] {
    const piece = inputPiece(body);
    if (piece === undefined) return this.fault('malformed_response', 'a tool use was given something else than input');
    call.add(piece);
    this.heldSize += piece.length;
    return this.tooLarge() ?? [];
  }

  private closeTool(call: HeldToolUse): StreamAction[] {
    const refused = call.close();
    if (refused || !call.block) return refused ? this.refuse(refused.refusal) : [];
    this.blocks.ask(call.block);
    return [{ type: 'decide', block: call.block }];
  }

  private takeMessageDelta(body: JsonObject, data: string): StreamAction[] {
    this.counts = mergedUsage(this.counts, body.usage);
    const isStop = isObject(body.delta) && typeof body.delta.stop_reason === 'string';
    if (isStop && this.stop) return this.fault('malformed_response', 'a message ended twice');
    if (this.stop) return [];
    if (!isStop) return [pass('message_delta', data)];
    if ([...this.open.values()].some((block) => typeof block !== 'number')) {
      return this.fault('malformed_response', 'a message ended inside a tool use');
    }
    this.stop = body;
    return [];
  }

  private finish(): StreamAction[] {
    if (!this.stop) return this.fault('malformed_response', 'a message has no stop reason');
    this.isWhole = true;
    return this.release();
  }

  private release(): StreamAction[] {
    if (!this.isWhole || !this.stop || !this.blocks.isSettled()) return [];
    this.closed = true;
    const frames = releaseMessage({ held: this.held, stop: this.stop, next: this.next }, this.blocks);
    return [...frames, typedFrame({ type: 'message_stop' })].map(emit).concat({ type: 'done' });
  }

  private tooLarge(): StreamAction[] | undefined {
    if (this.heldSize <= LARGEST_HOLD && this.held.length <= MOST_BLOCKS) return undefined;
    return this.fault('response_too_large', 'the tool calls of the response are too many or too large');
  }

  private fault(reasonCode: WireReasonCode, message: string): StreamAction[] {
    return this.refuse(refuseWire(reasonCode, message).refusal);
  }

  private refuse(refusal: WireRefusal): StreamAction[] {
    this.closed = true;
    return refusedStream('anthropic-messages', refusal);
  }
}

function pass(type: string, data: string): StreamAction {
  return emit(sseFrame(data, type));
}

function emit(frame: string): StreamAction {
  return { type: 'emit', frame };
}
