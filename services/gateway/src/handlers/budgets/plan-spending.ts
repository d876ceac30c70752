import type { ProviderDocument, Refused, Result } from '@countersign/contracts';
import { amountOf } from '../../domain/budget/money.js';
import { sharesOf, type LimitedShare, type Share } from '../../domain/budget/reservation.js';
import type { RegistrySnapshot } from '../../domain/registry/registry-snapshot.js';
import type { InspectedRequest } from '../../domain/wire/seam/inspected-request.js';
import type { ModelParts } from '../models/model-parts.js';
import type { ModelRequest } from '../models/model-request.js';
import { refused } from '../refused.js';

/** What a call asks for and what it holds, before it is put before policy. */
interface Plan {
  model: string;
  /** Where it has to go. */
  provider?: string;
  /** Held of the budgets that cover it; absent when none does. */
  reserved?: readonly Share[];
  /** The spent budget for which another model than the wanted one is asked for. */
  exhausted?: string;
}

interface Wish {
  callId: string;
  proposedAt: number;
  request: ModelRequest;
  inspected: InspectedRequest;
  registry: RegistrySnapshot;
  /** No more than so many leave. */
  bytes: number;
}

/** As many as the event can tell. */
const mostShares = 32;
/** Beyond the provider's own time limit: policy, people who decide tool calls of a stream, and the record. */
const slackMs = 600_000;

/** Holds the most that a call can cost. Where a budget is spent, the model that it names for that takes over, or the call is refused. */
export async function planSpending(parts: ModelParts, wish: Wish): Promise<Result<Plan>> {
  const { inspected, registry, request } = wish;
  const { model } = inspected;
  if (registry.budgets === null) return refused('budget_unreadable', 'A budget cannot be read, so nothing is spent.');
  if (registry.budgets.length === 0 || request.wire.format === 'anthropic-count-tokens')
    return { ok: true, value: { model } };
  const plan = await hold(parts, wish, { model });
  return plan.ok || !plan.spent ? plan : fallBack(parts, wish, plan.spent);
}

async function fallBack(parts: ModelParts, wish: Wish, spent: LimitedShare): Promise<Result<Plan>> {
  const { onExhausted, budget } = spent;
  if (onExhausted.action === 'refuse') return exceeded(spent);
  const fallback = { model: onExhausted.model, ...(onExhausted.provider ? { provider: onExhausted.provider } : {}) };
  if (offering(wish, fallback).length === 0) return exceeded(spent);
  const second = await hold(parts, wish, fallback);
  if (second.ok) return { ok: true, value: { ...second.value, exhausted: budget } };
  return second.spent ? exceeded(second.spent) : second;
}

type Choice = Pick<Plan, 'model' | 'provider'>;

async function hold(
  parts: ModelParts,
  wish: Wish,
  choice: Choice,
): Promise<{ ok: true; value: Plan } | (Refused & { spent?: LimitedShare })> {
  const { callId, proposedAt: nowMs, request, inspected, registry, bytes } = wish;
  const { caller, json, wire } = request;
  const { tenant } = caller;
  const providers = offering(wish, choice);
  // Policy will refuse what nobody offers.
  if (providers.length === 0) return { ok: true, value: choice };
  const asked = { format: wire.format, inspected, json, bytes };
  const spender = { caller, model: choice.model, request: asked, offering: providers, nowMs };
  const wanted = sharesOf(registry.budgets ?? [], spender);
  if (!wanted.ok) return refused(wanted.reasonCode, wanted.message, 'Tell the operator.');
  const { shares } = wanted;
  if (shares.length === 0) return { ok: true, value: choice };
  if (shares.length > mostShares)
    return refused('budget_unreadable', `More than ${mostShares} budgets cover this call.`);
  const expiresAt = nowMs + Math.max(...providers.map(({ timeouts }) => timeouts.totalMs)) + slackMs;
  try {
    const spent = await parts.budgets.reserve({ tenant, callId, expiresAt, shares });
    return spent ? { ...exceeded(spent), spent } : { ok: true, value: { ...choice, reserved: shares } };
  } catch (error) {
    parts.report(error, { part: 'reserve a budget' });
    return refused('storage_unavailable', 'The budgets cannot be reached, so nothing was sent.', 'Try again shortly.');
  }
}

/** Providers where the call may go for what the gateway knows; policy allows some of them. */
function offering({ registry, request }: Wish, { model, provider }: Choice): ProviderDocument[] {
  return [...registry.providers.values()].filter(
    ({ name, api, models }) =>
      api === request.wire.family &&
      (provider === undefined || name === provider) &&
      models.some((one) => one.name === model),
  );
}

function exceeded({ budget, period, limit, currency }: LimitedShare): Refused {
  const message = `The gateway did not send this call: budget ${budget} (${amountOf(limit)} ${currency}) has not enough left for it in ${period}.`;
  return refused('budget_exceeded', message, 'It starts anew with the next period; the operator can raise it.');
}
