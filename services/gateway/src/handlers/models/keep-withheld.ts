import { withheldOutputs } from '../../domain/wire/openai-responses/withheld-outputs.js';
import type { BlockOutcomes } from '../../domain/wire/seam/block-outcome.js';
import type { ProposedBlock } from '../../domain/wire/seam/proposed-block.js';
import type { WireFormat } from '../../domain/wire/seam/wire-format.js';
import type { JsonObject } from '../../domain/wire/seam/json-object.js';
import type { StoredResponse } from '../ports/withheld-store.js';
import type { ModelParts } from './model-parts.js';

interface WithheldAnswer {
  tenant: string;
  format: WireFormat;
  /** As the provider named it; without one, nothing can go on from it. */
  responseId: string | undefined;
  /** In which the provider keeps this answer. */
  conversation: string | undefined;
  toolCalls: readonly ProposedBlock[];
  outcomes: BlockOutcomes;
}

/** Keeps what answers the withheld calls of a response, before the agent knows of the response. */
export async function keepWithheld(parts: Pick<ModelParts, 'withheld'>, answer: WithheldAnswer): Promise<void> {
  const { tenant, format, responseId, conversation, toolCalls, outcomes } = answer;
  if (format !== 'openai-responses') return;
  const outputs = withheldOutputs(toolCalls, outcomes);
  if (responseId !== undefined && outputs.length > 0) {
    await parts.withheld.keep({ tenant, responseId: responseId.slice(0, 256) }, outputs);
  }
  if (conversation !== undefined) await keepInConversation(parts, { tenant, responseId: conversation }, outputs);
}

/** With this answer the provider has taken what answered the calls of the last one: only what is withheld now is still open. */
async function keepInConversation(
  { withheld }: Pick<ModelParts, 'withheld'>,
  conversation: StoredResponse,
  outputs: readonly JsonObject[],
): Promise<void> {
  const isNothingNew = outputs.length === 0 && (await withheld.outputsOf(conversation)).length === 0;
  if (!isNothingNew) await withheld.keep(conversation, outputs);
}
