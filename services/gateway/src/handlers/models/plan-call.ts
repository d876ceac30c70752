import type { Result } from '@countersign/contracts';
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
}

/** A request becomes a model call once what it may cost is held of every budget that covers it. */
export async function planCall(parts: ModelParts, incoming: Incoming): Promise<Result<ModelCall>> {
  const { request, inspected, run, registry } = incoming;
  const { caller, traceparent } = request;
  const id = parts.ids.next('mc');
  const proposedAt = parts.clock.now();
  const plan = await planSpending(parts, { callId: id, proposedAt, request, inspected, registry });
  if (!plan.ok) return plan;
  const { exhausted, ...held } = plan.value;
  const instead = exhausted === undefined ? {} : { instead: { of: inspected.model, budget: exhausted } };
  return { ok: true, value: { id, caller, run, traceparent, proposedAt, ...held, ...instead } };
}
