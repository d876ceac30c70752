import { providerRefusal } from '../../domain/provider/provider-refusal.js';
import type { ProviderAnswer } from '../../domain/provider/provider-answer.js';
import { refused } from '../refused.js';
import type { Admitted } from './admit-model-call.js';
import { declineModelCall } from './decline-model-call.js';
import type { ModelParts } from './model-parts.js';
import type { Declined } from './model-request.js';

type WholeAnswer = ProviderAnswer & { kind: 'answered' };

/** The answer of a provider that has one; else the model call ends here, told without keys and addresses. */
export async function answeredOrDeclined(
  parts: ModelParts,
  { call, decision, provider, key }: Admitted,
  answer: ProviderAnswer,
): Promise<WholeAnswer | Declined> {
  const refusal = providerRefusal(answer, { key, provider });
  if (answer.kind === 'answered' && !refusal) return answer;
  // It may have been rotated in the store.
  if (refusal?.refusal.reasonCode === 'provider_auth_failed') {
    parts.providerKeys.forget(call.caller.tenant, provider.name);
  }
  const dispatched = answer.kind === 'answered' || answer.sent;
  const providerStatus = answer.kind === 'answered' ? { providerStatus: answer.status } : {};
  const reason = refusal ?? refused('provider_error', 'The model provider gave no answer.');
  return declineModelCall(parts, { call, decision }, { ok: false, ...reason, dispatched, ...providerStatus });
}
