import { verdictSchema } from '@countersign/contracts';
import type { Digest } from '@countersign/evidence';
import { z } from 'zod';
import type { CompiledApprovers } from '../../domain/compile/compiled-policy.js';
import type { Guard, GuardAnswer } from '../../domain/decide/guard.js';
import { inputText } from '../input-text.js';
import { RegoThread, type RegoCode, type ThreadAnswer } from './rego-thread.js';

/** A decision takes far less than a millisecond; nobody waits for one that takes this long. */
export const usualAnswerMs = 250;
/** After an answer that was late a bundle is not asked for a second, then for two, and so on. */
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

const answerSchema = z.strictObject({
  result: z.tuple([
    z.looseObject({ result: z.strictObject({ verdict: verdictSchema, reason: z.string().min(1).max(500) }) }),
  ]),
});

export interface GuardParts {
  name: string;
  digest: Digest;
  approvers: CompiledApprovers | null;
  code: RegoCode;
  /** How long an answer may take. */
  answerMs: number;
}

/** One bundle in force. A late answer costs the bundle its thread, and every call a deny until it has a new one. */
export class RegoGuard implements Guard {
  /** Apart from the guard: what ends the thread must not keep the guard itself in memory. */
  private readonly running: { thread: RegoThread | undefined; isEnded: boolean } = {
    thread: undefined,
    isEnded: false,
  };
  private pauseMs = firstPauseMs;
  private askAgainAt = 0;
  /** The answer that who asks next, without standing still, waits for first. */
  private last: Promise<unknown> = Promise.resolve();

  private constructor(private readonly parts: GuardParts) {}

  /** Throws what is wrong with the bundle. */
  static async load(parts: GuardParts): Promise<RegoGuard> {
    const guard = new RegoGuard(parts);
    guard.running.thread = await RegoThread.start(parts.code);
    return guard;
  }

  get name(): string {
    return this.parts.name;
  }

  get digest(): Digest {
    return this.parts.digest;
  }

  get approvers(): CompiledApprovers | null {
    return this.parts.approvers;
  }

  judge(input: object): GuardAnswer {
    const prepared = inputText(input);
    if (!prepared.ok) return { ok: false, reasonCode: 'rego_failed', why: prepared.why };
    const { thread } = this.running;
    return thread ? this.heard(thread, thread.ask(prepared.text, this.parts.answerMs)) : beingStarted;
  }

  async judgeLater(input: object): Promise<GuardAnswer> {
    const prepared = inputText(input);
    if (!prepared.ok) return { ok: false, reasonCode: 'rego_failed', why: prepared.why };
    const mine = this.last.then(async () => {
      const { thread } = this.running;
      return thread ? this.heard(thread, await thread.askLater(prepared.text, this.parts.answerMs)) : beingStarted;
    });
    this.last = mine;
    return mine;
  }

  private heard(thread: RegoThread, said: ThreadAnswer): GuardAnswer {
    if (said.kind === 'answer') {
      if (performance.now() > this.askAgainAt + longestPauseMs) this.pauseMs = firstPauseMs;
      return read(said.text);
    }
    // Of two who waited for the same late answer, one starts it again.
    if (this.running.thread === thread) {
      this.running.thread = undefined;
      this.startAgain();
    }
    return unavailable(`it took longer than ${this.parts.answerMs} ms`);
  }

  /** What ends the thread of this guard for good. */
  ending(): () => Promise<void> {
    const { running } = this;
    return async () => {
      running.isEnded = true;
      await running.thread?.end();
    };
  }

  private startAgain(): void {
    if (this.running.isEnded) return;
    const waitMs = this.pauseMs;
    this.pauseMs = Math.min(longestPauseMs, this.pauseMs * 2);
    this.askAgainAt = performance.now() + waitMs;
    const start = async (): Promise<void> => {
      this.running.thread = await RegoThread.start(this.parts.code).catch(() => undefined);
      if (!this.running.thread) this.startAgain();
    };
    setTimeout(() => void start(), waitMs).unref();
  }
}

function unavailable(why: string): GuardAnswer {
  return { ok: false, reasonCode: 'rego_unavailable', why };
}

const beingStarted = unavailable('it took too long and is being started again');

/** Exactly one result that is a decision counts; everything else is a failure, and so a deny. */
function read(text: string): GuardAnswer {
  const value = JSON.parse(text) as { failed?: unknown };
  if (typeof value.failed === 'string')
    return { ok: false, reasonCode: 'rego_failed', why: value.failed.slice(0, 200) };
  const parsed = answerSchema.safeParse(value);
  if (!parsed.success)
    return {
      ok: false,
      reasonCode: 'rego_failed',
      why: 'it did not give exactly one decision with a verdict and a reason',
    };
  return { ok: true, ...parsed.data.result[0].result };
}
