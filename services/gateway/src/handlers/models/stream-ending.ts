import type { PreparedEvent } from '@countersign/messaging';
import { createHash } from 'node:crypto';
import type { ProviderStream } from '../../domain/provider/provider-answer.js';
import { requestIdOf } from '../../domain/provider/request-id-of.js';
import type { BlockOutcome } from '../../domain/wire/seam/block-outcome.js';
import type { ProposedBlock } from '../../domain/wire/seam/proposed-block.js';
import type { GeneratingFormat } from '../../domain/wire/seam/wire-format.js';
import type { WireRefusal } from '../../domain/wire/seam/wire-refusal.js';
import type { StreamInterceptor } from '../../domain/wire/stream/stream-interceptor.js';
import { reservedOf, type DecidedBlock } from '../blocks/block-context.js';
import { notReleased } from '../blocks/not-released.js';
import { useReserved } from '../calls/reserve-grant.js';
import { seal } from '../events/seal.js';
import type { Admitted } from './admit-model-call.js';
import { completeModelCall } from './complete-model-call.js';
import { declineModelCall } from './decline-model-call.js';
import type { Sent } from './dispatch.js';
import { keepWithheld } from './keep-withheld.js';
import type { ModelParts } from './model-parts.js';

interface EndingStream {
  admitted: Admitted;
  format: GeneratingFormat;
  sent: Sent<ProviderStream>;
  interceptor: StreamInterceptor;
}

const unrecorded = 'The record cannot be written.';

/** How a streamed model call ends: once, and on the record before the agent sees the end. */
export class StreamEnding {
  private readonly callIds: string[] = [];
  private readonly toolCalls: ProposedBlock[] = [];
  private readonly outcomes = new Map<string, BlockOutcome>();
  private readonly digest = createHash('sha256');
  /** Allowed calls that have not left yet. */
  private waiting: DecidedBlock[] = [];
  private over = false;

  constructor(
    private readonly parts: ModelParts,
    private readonly stream: EndingStream,
  ) {}

  /** Notes what the agent gets. */
  passed(frames: string): string {
    this.digest.update(frames, 'utf8');
    return frames;
  }

  /** Notes a decided call. Where nobody waits for the answer any more, an allowed one ends here. */
  decided(toolCall: ProposedBlock, block: DecidedBlock): void {
    this.callIds.push(block.callId);
    this.toolCalls.push(toolCall);
    this.outcomes.set(toolCall.blockId, block.outcome);
    if (block.released || block.reserved) this.waiting.push(block);
    if (this.over) void this.notReleased('client_disconnected').then((events) => seal(this.parts, events));
  }

  /** Puts on the record that the calls decided so far leave now; false when it cannot be. */
  async released(): Promise<boolean> {
    const leaving = this.waiting;
    this.waiting = [];
    const events = leaving.flatMap((block) => block.events);
    if ((events.length === 0 || (await seal(this.parts, events))) && (await this.useGrants(leaving))) return true;
    this.waiting = leaving.filter(({ reserved }) => reserved);
    return false;
  }

  /** The last frames of a whole answer; in their place an error when they cannot be put on the record. */
  async done(frames: string, errorFrame: (message: string) => string): Promise<string> {
    this.over = true;
    await this.keepWithheld();
    if (!(await this.useGrants(this.waiting))) {
      await this.fail('record_unavailable', unrecorded);
      return errorFrame(unrecorded);
    }
    const released = this.waiting.splice(0).flatMap((block) => block.events);
    const { admitted, sent, interceptor } = this.stream;
    const recorded = await completeModelCall(this.parts, admitted, {
      ...{ sent, events: released, callIds: this.callIds, status: 200, usage: interceptor.usage() },
      providerRequestId: requestIdOf(sent.answer.headers),
      responseDigest: `sha256:${this.digest.update(frames, 'utf8').digest('hex')}`,
    });
    return recorded ? frames : errorFrame(unrecorded);
  }

  /** The last frames of an answer that cannot go on. They say no more than why. */
  async refused(frames: string, { reasonCode, message }: WireRefusal): Promise<string> {
    await this.fail(reasonCode, message);
    return frames;
  }

  /** Nobody waits for the answer any more, unless it has ended already. */
  abandoned(): void {
    if (this.over) return;
    void this.fail('client_disconnected', 'The agent closed the connection before the answer was complete.');
  }

  private keepWithheld(): Promise<void> {
    const { toolCalls, outcomes } = this;
    const { format, interceptor, admitted } = this.stream;
    const { tenant } = admitted.call.caller;
    const place = { responseId: interceptor.responseId(), json: admitted.request.json };
    return keepWithheld(this.parts, { tenant, format, ...place, toolCalls, outcomes });
  }

  private async fail(reasonCode: string, message: string): Promise<void> {
    this.over = true;
    const { call, decision } = this.stream.admitted;
    const { attempts } = this.stream.sent;
    const events = await this.notReleased(reasonCode);
    const reason = { ok: false as const, refusal: { reasonCode, message }, dispatched: true, attempts, events };
    await declineModelCall(this.parts, { call, decision }, reason);
  }

  private useGrants(blocks: readonly DecidedBlock[]): Promise<boolean> {
    return useReserved(this.parts, reservedOf(blocks));
  }

  private notReleased(reasonCode: string): Promise<PreparedEvent[]> {
    const why = { reasonCode, message: 'The answer ended before the call could be released.' };
    return notReleased(this.parts, this.waiting.splice(0), why);
  }
}
