import { digestOfJson, type JsonValue } from '@countersign/evidence';
import type { Result } from '@countersign/contracts';
import type { MortalProcess } from '@countersign/testing';
import { isOver } from '../../../services/gateway/src/domain/call/is-over.js';
import type { ToolCall } from '../../../services/gateway/src/domain/call/tool-call.js';
import type { WireFormatDescriptor } from '../../../services/gateway/src/domain/wire/seam/wire-format.js';
import type { awaitCall } from '../../../services/gateway/src/handlers/calls/await-call.js';
import type { proposeToolCall } from '../../../services/gateway/src/handlers/calls/propose-tool-call.js';
import type { KeyCache } from '../../../services/gateway/src/handlers/identity/key-cache.js';
import type { RunCache } from '../../../services/gateway/src/handlers/identity/run-cache.js';
import type { answerModelCall } from '../../../services/gateway/src/handlers/models/answer-model-call.js';
import type { Streamed } from '../../../services/gateway/src/handlers/models/model-request.js';
import type { ModelAnswer } from '../history/history.js';
import { callsInCompletion, callsInFrames, type PassedCall } from '../world/chat-answer.js';
import type { Life } from '../world/world.js';

interface Inside {
  keys: KeyCache;
  runs: RunCache;
  propose: ReturnType<typeof proposeToolCall>;
  wait: ReturnType<typeof awaitCall>;
  answer: ReturnType<typeof answerModelCall>;
  wire: WireFormatDescriptor;
}

export interface ProposedCall {
  key: string;
  tool: string;
  values: Record<string, JsonValue>;
  idempotencyKey?: string;
}

const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

/** The agent plane of one replica, in place of its HTTP controllers: authenticates, opens the run, and notes whatever it lets out. */
export class GatewayDoor {
  constructor(
    private readonly life: Life,
    private readonly inside: Inside,
  ) {}

  get process(): MortalProcess {
    return this.life.process;
  }

  async propose({ key, tool, values, idempotencyKey }: ProposedCall): Promise<Result<ToolCall>> {
    const who = await this.identify(key);
    if (!who.ok) return who;
    const more = idempotencyKey === undefined ? {} : { idempotencyKey };
    const answer = await this.inside.propose({ ...who.value, tool, values, traceparent, ...more });
    return this.release(answer);
  }

  async wait(key: string, callId: string, waitMs: number): Promise<Result<ToolCall>> {
    const who = await this.identify(key);
    if (!who.ok) return who;
    return this.release(await this.inside.wait({ caller: who.value.caller, callId, waitMs }));
  }

  /** Puts a prompt to the model. True when the answer has come whole. */
  async ask(key: string, prompt: string, stream: boolean): Promise<boolean> {
    const caller = await this.inside.keys.callerOf(key);
    if (!caller.ok) return false;
    const json = { model: 'demo-model', messages: [{ role: 'user', content: prompt }], stream };
    const body = Buffer.from(JSON.stringify(json));
    const request = { caller: caller.value, wire: this.inside.wire, route: '/v1/chat/completions', body, json };
    const answer = await this.inside.answer({ ...request, headers: {}, traceparent });
    if (!answer.ok) return false;
    if ('stream' in answer) return this.releaseStream(answer);
    const calls = callsInCompletion(answer.body.toString('utf8'));
    this.releaseModelAnswer(answer.governed.call.id, 'whole', calls);
    return true;
  }

  private async identify(key: string) {
    const caller = await this.inside.keys.callerOf(key);
    if (!caller.ok) return caller;
    const run = await this.inside.runs.runOf(caller.value, null);
    return run.ok ? { ok: true as const, value: { caller: caller.value, run: run.value } } : run;
  }

  /** From here on the agent may know. */
  private release(answer: Result<ToolCall>): Result<ToolCall> {
    const { history } = this.life.world;
    if (!answer.ok) return answer;
    const { id, status } = answer.value;
    history.note(this.process.name, `answers ${id} ${status}`);
    if (status === 'held' || isOver(status))
      history.callAnswers.push({ callId: id, status, sealed: history.record.about(id) });
    return answer;
  }

  private async releaseStream({ stream, governed }: Streamed): Promise<boolean> {
    let isWhole = false;
    for await (const frames of stream.frames()) {
      isWhole = frames.includes('[DONE]');
      this.releaseModelAnswer(governed.call.id, isWhole ? 'last piece' : 'piece', callsInFrames(frames));
    }
    return isWhole;
  }

  private releaseModelAnswer(modelCallId: string, kind: ModelAnswer['kind'], passed: PassedCall[]): void {
    const { history } = this.life.world;
    const { record } = history;
    history.note(this.process.name, `answers ${modelCallId}, ${kind}, ${passed.length} tool calls pass`);
    const sealedOfPassed = passed.map((call) =>
      record.aboutAction(call.tool, digestOfJson(JSON.parse(call.arguments))),
    );
    history.modelAnswers.push({ modelCallId, kind, passed, sealed: record.about(modelCallId), sealedOfPassed });
  }
}
