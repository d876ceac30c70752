import type { JsonObject } from '../seam/json-object.js';
import { invalidArguments } from '../seam/parse-arguments.js';
import type { ProposedBlock } from '../seam/proposed-block.js';
import type { WireRefused } from '../seam/wire-refusal.js';
import { readFunctionCall, readToolCall } from './chat-call.js';
import { addToCall, addToFunctionCall, findCall, newCall, type PartialCall } from './chat-call-fragments.js';
import { functionBlockId, toolBlockId } from './chat-choice.js';

export interface HeldCall {
  block: ProposedBlock;
  /** The whole call as the provider said it. */
  wire: JsonObject;
  slot: 'tool_calls' | 'function_call';
}

/** One answer of a streamed completion: what was let through, what is held, whether it has ended. */
export class ChatStreamChoice {
  hasText = false;
  hasRole = false;
  released = false;
  /** The choice that carried the finish reason, held back with its chunk until every call is decided. */
  finish?: { chunk: JsonObject; choice: JsonObject };
  held: HeldCall[] = [];
  private readonly calls: PartialCall[] = [];
  private functionCall?: PartialCall;

  constructor(readonly index: number) {}

  get holdsCalls(): boolean {
    return this.calls.length > 0 || this.functionCall !== undefined;
  }

  addDelta(toolCalls: readonly JsonObject[], functionCall: JsonObject | undefined): void {
    for (const delta of toolCalls) {
      const known = findCall(this.calls, delta);
      const call = known ?? newCall(delta);
      if (!known) this.calls.push(call);
      addToCall(call, delta);
    }
    if (functionCall) addToFunctionCall((this.functionCall ??= newCall({})), functionCall);
  }

  /** Reads the held calls, all of them whole now. */
  close(): WireRefused | undefined {
    for (const [index, call] of this.calls.entries()) {
      const read = readToolCall(call.wire, toolBlockId(this.index, index));
      if (!read.ok) return read;
      this.hold(call, read.block, 'tool_calls');
    }
    const read = this.functionCall && readFunctionCall(this.functionCall.wire, functionBlockId(this.index));
    if (read && !read.ok) return read;
    if (read && this.functionCall) this.hold(this.functionCall, read.block, 'function_call');
    return undefined;
  }

  noteFlow(delta: JsonObject): void {
    if (typeof delta.content === 'string' && delta.content !== '') this.hasText = true;
    if (typeof delta.role === 'string') this.hasRole = true;
  }

  private hold({ wire, ambiguous }: PartialCall, block: ProposedBlock, slot: HeldCall['slot']): void {
    const contradiction = invalidArguments('ambiguous_call', 'the deltas of the call contradict each other');
    this.held.push({ wire, slot, block: ambiguous ? { ...block, argumentsJson: contradiction } : block });
  }
}
