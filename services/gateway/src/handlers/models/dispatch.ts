import type { ProviderDocument, Refused, Result } from '@countersign/contracts';
import { attemptFailure, mayGoOn, type AttemptFailure } from '../../domain/provider/attempt-failure.js';
import type { ProviderAnswer, ProviderStream } from '../../domain/provider/provider-answer.js';
import { mostRounds, nextRound, spreadOf, type Attempt } from '../../domain/provider/retry-plan.js';
import { upstreamRequest, type UpstreamRequest } from '../../domain/provider/upstream-request.js';
import { refused } from '../refused.js';
import type { Admitted } from './admit-model-call.js';
import type { ModelParts } from './model-parts.js';
import type { ModelRequest } from './model-request.js';

/** As many as an event can hold. */
const mostAttempts = 16;

type Answer = ProviderAnswer | ProviderStream;

/** What came of asking the providers that policy allows: an answer, or the failure of the last one that was asked. */
export interface Sent<A = Answer> {
  ok: true;
  answer: A;
  provider: ProviderDocument;
  key: string | null;
  /** What was tried in vain. */
  attempts: readonly Attempt[];
}

/** No provider could be asked. */
export interface Unsent extends Refused {
  retryAfter?: string;
  attempts: readonly Attempt[];
}

interface Outgoing<A> {
  request: ModelRequest;
  admitted: Admitted;
  send: (request: UpstreamRequest) => Promise<A>;
}

/**
 * Sends a model call to the first allowed provider that takes it. What surely was not worked on is tried at the next
 * one, then once more; whatever may have been worked on, and an answer that has begun, is never sent twice, unless the
 * operator wants that of a provider that is too slow. That one is not asked again.
 */
export function dispatch<A extends Answer>(parts: ModelParts, outgoing: Outgoing<A>): Promise<Sent<A> | Unsent> {
  return new Dispatch(parts, outgoing).run();
}

class Dispatch<A extends Answer> {
  private readonly attempts: Attempt[] = [];
  private last: Sent<A> | Unsent | undefined;
  private readonly endsAt: number;

  constructor(
    private readonly parts: ModelParts,
    private readonly outgoing: Outgoing<A>,
  ) {
    const limits = outgoing.admitted.providers.map(({ timeouts }) => timeouts.totalMs);
    this.endsAt = parts.clock.now() + Math.max(...limits);
  }

  async run(): Promise<Sent<A> | Unsent> {
    let { providers } = this.outgoing.admitted;
    for (let round = 1; ; round++) {
      const failures = new Map<string, AttemptFailure>();
      for (const provider of providers) {
        const answered = await this.attempt(provider, failures);
        if (answered) return answered;
      }
      const spread = spreadOf(this.outgoing.admitted.call.id);
      const next = round < mostRounds ? nextRound({ failures, spread, remainingMs: this.remainingMs() }) : null;
      if (!next) return this.last ?? this.nobodyAsked();
      await new Promise<void>((resolve) => void this.parts.timer.after(next.afterMs, resolve));
      providers = providers.filter(({ name }) => next.providers.includes(name));
    }
  }

  /** Null when the next provider may be tried. */
  private async attempt(
    provider: ProviderDocument,
    failures: Map<string, AttemptFailure>,
  ): Promise<Sent<A> | Unsent | null> {
    const { circuits } = this.parts;
    const { name } = provider;
    if (this.remainingMs() <= 0) return null;
    if (!circuits.enter(this.tenant, name)) return this.inVain({ provider: name, reasonCode: 'provider_circuit_open' });
    const asked = await this.ask(provider);
    if (!asked.ok) {
      circuits.left(this.tenant, name);
      this.last ??= { ...asked, attempts: this.attempts };
      return this.inVain({ provider: name, reasonCode: asked.refusal.reasonCode });
    }
    const sent: Sent<A> = { ok: true, ...asked.value, provider, attempts: this.attempts };
    const failure = sent.answer.kind === 'streaming' ? null : attemptFailure(sent.answer, this.parts.clock.now());
    this.noteHealth(name, failure);
    if (!failure) return sent;
    const { reasonCode, status } = failure;
    this.inVain({ provider: name, reasonCode, ...(status === undefined ? {} : { status }) });
    this.last = sent;
    failures.set(name, failure);
    return mayGoOn(provider, failure) ? null : sent;
  }

  /** Asks once; with a fresh key once more when the provider does not accept the one at hand. */
  private async ask(provider: ProviderDocument): Promise<Result<{ answer: A; key: string | null }>> {
    const { providerKeys } = this.parts;
    if (!provider.apiKey) return { ok: true, value: { answer: await this.send(provider, null), key: null } };
    const leased = await providerKeys.keyFor(this.tenant, provider.name);
    if (!leased.ok) return leased;
    const key = leased.value;
    const answer = await this.send(provider, key);
    if (answer.kind !== 'answered' || answer.status !== 401) return { ok: true, value: { answer, key } };
    const renewed = await providerKeys.renew(this.tenant, provider.name, key);
    if (!renewed.ok || renewed.value === key) return { ok: true, value: { answer, key } };
    return { ok: true, value: { answer: await this.send(provider, renewed.value), key: renewed.value } };
  }

  private send(provider: ProviderDocument, key: string | null): Promise<A> {
    const { request, admitted, send } = this.outgoing;
    const { decision, call } = admitted;
    const governed = { provider, key, model: decision.model, wire: request.wire, traceparent: call.traceparent };
    return send({ ...upstreamRequest(request, governed), limitMs: Math.max(1, this.remainingMs()) });
  }

  private noteHealth(provider: string, failure: AttemptFailure | null): void {
    const { circuits } = this.parts;
    if (failure?.unhealthy) circuits.failed(this.tenant, provider);
    else if (failure) circuits.left(this.tenant, provider);
    else circuits.worked(this.tenant, provider);
  }

  private inVain(attempt: Attempt): null {
    const { provider, reasonCode } = attempt;
    this.parts.usage.inVain({ tenant: this.tenant, provider, reasonCode });
    if (this.attempts.length < mostAttempts) this.attempts.push(attempt);
    return null;
  }

  private nobodyAsked(): Unsent {
    const { providers } = this.outgoing.admitted;
    const waits = providers.map(({ name }) => this.parts.circuits.waitFor(this.tenant, name));
    const message = 'The model provider has failed repeatedly and is left alone for a moment.';
    const retryAfter = String(Math.max(1, Math.ceil(Math.min(...waits) / 1000)));
    return { ...refused('provider_unavailable', message), retryAfter, attempts: this.attempts };
  }

  private get tenant(): string {
    return this.outgoing.request.caller.tenant;
  }

  private remainingMs(): number {
    return this.endsAt - this.parts.clock.now();
  }
}
