import type { ProviderAnswer } from '../../domain/provider/provider-answer.js';
import { providerRefusal } from '../../domain/provider/provider-refusal.js';
import { refused } from '../refused.js';
import type { Admitted } from './admit-model-call.js';
import { declineModelCall } from './decline-model-call.js';
import type { Sent, Unsent } from './dispatch.js';
import type { ModelParts } from './model-parts.js';
import type { Declined } from './model-request.js';

/** A whole answer of a provider. */
export type Answered = Sent<ProviderAnswer & { kind: 'answered' }>;

/** The answer of a provider that has one; else the model call ends here, told without keys and addresses. */
export async function answeredOrDeclined(
  parts: ModelParts,
  { call, decision }: Admitted,
  sent: Sent<ProviderAnswer> | Unsent,
): Promise<Answered | Declined> {
  const governed = { call, decision };
  if (!sent.ok) return declineModelCall(parts, governed, { ...sent, dispatched: false });
  const { answer, key, provider, attempts } = sent;
  const refusal = providerRefusal(answer, { key, provider });
  if (answer.kind === 'answered' && !refusal) return { ...sent, answer };
  const dispatched = answer.kind === 'answered' || answer.sent;
  const providerStatus = answer.kind === 'answered' ? { providerStatus: answer.status } : {};
  const reason = refusal ?? refused('provider_error', 'The model provider gave no answer.');
  return declineModelCall(parts, governed, { ok: false, ...reason, dispatched, ...providerStatus, attempts });
}
