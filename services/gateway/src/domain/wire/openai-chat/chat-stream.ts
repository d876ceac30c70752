import type { WireError } from '../reply/error-body.js';
import type { BlockOutcome } from '../seam/block-outcome.js';
import { asList, isObject, textOf, without, type JsonObject } from '../seam/json-object.js';
import { LARGEST_HOLD, MOST_BLOCKS } from '../seam/limits.js';
import { refuseWire, type WireRefusal } from '../seam/wire-refusal.js';
import type { WireUsage } from '../seam/wire-usage.js';
import type { SseEvent } from '../sse/sse-event.js';
import { sseFrame } from '../sse/sse-frame.js';
import { HeldBlocks } from '../stream/held-blocks.js';
import { failedStream, refusedStream } from '../stream/refused-stream.js';
import type { StreamAction, StreamContext, StreamInterceptor } from '../stream/stream-interceptor.js';
import { parseChatChunk, type ChatChunk, type ChunkChoice } from './chat-chunk.js';
import { flowingPart, flowsAsIs, hasText, holdsCall, isFinish } from './chat-flow.js';
import { ChatStreamChoice } from './chat-stream-choice.js';
import { chatUsage } from './chat-usage.js';
import { releaseChoice } from './release-choice.js';

/** `POST /v1/chat/completions` with `stream: true`. Calls are whole when their answer finishes: deltas may interleave. */
export class ChatStream implements StreamInterceptor {
  private readonly choices = new Map<number, ChatStreamChoice>();
  private readonly blocks = new HeldBlocks();
  /** Frames that belong after the end of every answer, such as usage. */
  private readonly tail: string[] = [];
  private heldSize = 0;
  /** The data for programs about every withheld call so far. */
  private readonly notes: JsonObject[] = [];
  private seenUsage?: WireUsage;
  private seenId?: string;
  private upstreamEnded = false;
  private closed = false;

  constructor(private readonly context: StreamContext) {}

  usage(): WireUsage | undefined {
    return this.seenUsage;
  }

  responseId(): string | undefined {
    return this.seenId;
  }

  push(event: SseEvent): StreamAction[] {
    if (this.closed || this.upstreamEnded) return [];
    if (event.data.startsWith('[DONE]')) return this.endMark();
    const read = parseChatChunk(event.data);
    if (!read.ok) return this.refuse(read.refusal);
    this.seenUsage = chatUsage(read.parsed.chunk.usage) ?? this.seenUsage;
    this.seenId ??= textOf(read.parsed.chunk.id);
    return read.parsed.choices.length === 0 ? this.passEmpty(read.parsed.chunk) : this.take(read.parsed, event.data);
  }

  decided(blockId: string, outcome: BlockOutcome): StreamAction[] {
    if (this.closed) return [];
    this.blocks.settle(blockId, outcome);
    return this.release();
  }

  fail(error: WireError): StreamAction[] {
    if (this.closed) return [];
    this.closed = true;
    return failedStream('openai-chat', error);
  }

  end(): StreamAction[] {
    if (this.closed || this.upstreamEnded) return [];
    this.upstreamEnded = true;
    const isWhole = this.choices.size > 0 && [...this.choices.values()].every((choice) => choice.finish);
    if (isWhole) return this.release();
    return this.refuse(refuseWire('provider_stream_broken', 'the stream of the provider broke off').refusal);
  }

  /** The mark ends answers of text alone even if the provider gave them no finish reason; calls need one. */
  private endMark(): StreamAction[] {
    if ([...this.choices.values()].some((choice) => choice.holdsCalls && !choice.finish)) return this.end();
    this.upstreamEnded = true;
    for (const choice of this.choices.values()) choice.released ||= !choice.finish;
    return this.release();
  }

  private passEmpty(chunk: JsonObject): StreamAction[] {
    const isUsage = isObject(chunk.usage);
    if (isUsage && this.context.hideUsage) return [];
    const frame = sseFrame(JSON.stringify(chunk));
    return !isUsage || this.isReleased() ? [{ type: 'emit', frame }] : this.queue(frame);
  }

  private take({ chunk, choices }: ChatChunk, data: string): StreamAction[] {
    const fault = this.findFault(choices);
    if (fault) return this.refuse(fault);
    const isLate = choices.every((part) => this.choices.get(part.index)?.finish);
    if (isLate) return isObject(chunk.usage) ? this.passEmpty({ ...chunk, choices: [] }) : [];
    const asIs = choices.every((part) => {
      const choice = this.choices.get(part.index);
      return !choice?.finish && flowsAsIs(part, choice?.holdsCalls ?? false);
    });
    const taken = choices.filter((part) => this.takeChoice(part, chunk));
    this.heldSize += choices.some(holdsCall) ? data.length : 0;
    if (this.heldSize > LARGEST_HOLD) return this.refuse(tooLarge('the tool calls are too large'));
    if (asIs) return [{ type: 'emit', frame: sseFrame(data) }, ...this.closeFinished(true)];
    // The provider's counts stay on the chunk that carries the finish reason.
    const envelope = choices.some((part) => isFinish(part.choice)) ? without(chunk, 'usage') : chunk;
    const flowing = taken.flatMap((part) => flowingPart(part) ?? []);
    const frame = sseFrame(JSON.stringify({ ...envelope, choices: flowing }));
    return [...(flowing.length > 0 ? [{ type: 'emit' as const, frame }] : []), ...this.closeFinished(false)];
  }

  /** Notes what a choice brings; false if its answer has ended already. */
  private takeChoice(part: ChunkChoice, chunk: JsonObject): boolean {
    const choice = this.choices.get(part.index) ?? new ChatStreamChoice(part.index);
    this.choices.set(part.index, choice);
    if (choice.finish) return false;
    choice.addDelta(part.toolCalls, part.functionCall);
    choice.noteFlow(part.delta);
    if (isFinish(part.choice)) choice.finish = { chunk, choice: part.choice };
    return true;
  }

  private findFault(choices: readonly ChunkChoice[]): WireRefusal | undefined {
    const isLate = choices.some((part) => {
      return this.choices.get(part.index)?.finish !== undefined && (holdsCall(part) || hasText(part.delta));
    });
    if (isLate) return refuseWire('malformed_response', 'an answer went on after its end').refusal;
    const ran = choices.some((part) => asList(part.delta.executed_tools)?.length !== 0);
    if (!ran || this.context.hosted.length > 0) return undefined;
    return refuseWire('unexpected_hosted_item', 'the provider ran tools that the request did not name').refusal;
  }

  /** Puts up the calls of the answers that have just ended; an answer without calls needs no more than its end. */
  private closeFinished(isEmitted: boolean): StreamAction[] {
    const actions: StreamAction[] = [];
    for (const choice of this.choices.values()) {
      if (!choice.finish || choice.held.length > 0 || choice.released) continue;
      choice.released = isEmitted;
      const fault = choice.close();
      if (fault) return this.refuse(fault.refusal);
      for (const { block } of choice.held) {
        this.blocks.ask(block);
        actions.push({ type: 'decide', block });
      }
    }
    if (this.blocks.count > MOST_BLOCKS) return this.refuse(tooLarge('too many tool calls in one response'));
    return [...actions, ...this.release()];
  }

  private release(): StreamAction[] {
    const ready = [...this.choices.values()].filter(
      (choice) => choice.finish && !choice.released && choice.held.every(({ block }) => this.blocks.outcome(block)),
    );
    for (const choice of ready) choice.released = true;
    const frames = ready.flatMap((choice) => releaseChoice(choice, this.blocks, this.notes));
    if (this.isReleased()) frames.push(...this.tail.splice(0));
    const isDone = this.upstreamEnded && this.isReleased();
    if (isDone) frames.push(sseFrame('[DONE]'));
    this.closed = isDone;
    return [
      ...frames.map((frame) => ({ type: 'emit' as const, frame })),
      ...(isDone ? [{ type: 'done' as const }] : []),
    ];
  }

  private isReleased(): boolean {
    return [...this.choices.values()].every((choice) => choice.released);
  }

  private queue(frame: string): StreamAction[] {
    this.heldSize += frame.length;
    if (this.heldSize > LARGEST_HOLD) return this.refuse(tooLarge('too much follows the end of the answer'));
    this.tail.push(frame);
    return [];
  }

  private refuse(refusal: WireRefusal): StreamAction[] {
    this.closed = true;
    return refusedStream('openai-chat', refusal);
  }
}

function tooLarge(message: string): WireRefusal {
  return refuseWire('response_too_large', message).refusal;
}
