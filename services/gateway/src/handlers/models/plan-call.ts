import type { DataCounts, Result } from '@countersign/contracts';
import { placeholderOf } from '@countersign/detectors';
import type { RunContext } from '../../domain/identity/caller.js';
import type { ModelCall } from '../../domain/model/model-call.js';
import type { RegistrySnapshot } from '../../domain/registry/registry-snapshot.js';
import type { InspectedRequest } from '../../domain/wire/seam/inspected-request.js';
import { planSpending } from '../budgets/plan-spending.js';
import type { ModelParts } from './model-parts.js';
import type { ModelRequest } from './model-request.js';

interface Incoming {
  request: ModelRequest;
  inspected: InspectedRequest;
  run: RunContext;
  registry: RegistrySnapshot;
  /** What was found in the request, and may be replaced before it leaves. */
  counts: DataCounts;
}

/** A request becomes a model call once what it may cost is held of every budget that covers it. */
export async function planCall(parts: ModelParts, incoming: Incoming): Promise<Result<ModelCall>> {
  const { request, inspected, run, registry, counts } = incoming;
  const { caller, traceparent } = request;
  const id = parts.ids.next('mc');
  const proposedAt = parts.clock.now();
  const bytes = request.body.byteLength + mostGrowth(counts);
  const plan = await planSpending(parts, { callId: id, proposedAt, request, inspected, registry, bytes });
  if (!plan.ok) return plan;
  const { exhausted, ...held } = plan.value;
  const instead = exhausted === undefined ? {} : { instead: { of: inspected.model, budget: exhausted } };
  return { ok: true, value: { id, caller, run, traceparent, proposedAt, ...held, ...instead } };
}

/** Placeholders may be longer than what they stand for. */
function mostGrowth(counts: DataCounts): number {
  return Object.entries(counts).reduce((sum, [category, times]) => sum + times * placeholderOf(category).length, 0);
}
