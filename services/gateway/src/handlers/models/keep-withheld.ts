import type { JsonValue } from '@countersign/evidence';
import { isThreaded, withheldResults } from '../../domain/wire/anthropic/withheld-results.js';
import { conversationOf } from '../../domain/wire/openai-responses/conversation-of.js';
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
  /** The request. */
  json: JsonValue;
  /** As the provider named it; without one, nothing can go on from it. */
  responseId: string | undefined;
  toolCalls: readonly ProposedBlock[];
  outcomes: BlockOutcomes;
}

/** Keeps what answers the withheld calls of an answer that the provider stores, before the agent knows of the answer. */
export async function keepWithheld(parts: Pick<ModelParts, 'withheld'>, answer: WithheldAnswer): Promise<void> {
  const { tenant, format, json, responseId, toolCalls, outcomes } = answer;
  if (format === 'anthropic-messages') {
    const results = isThreaded(json) ? withheldResults(toolCalls, outcomes) : [];
    return keepUnder(parts, { tenant, responseId }, results);
  }
  if (format !== 'openai-responses') return;
  const outputs = withheldOutputs(toolCalls, outcomes);
  await keepUnder(parts, { tenant, responseId }, outputs);
  const conversation = conversationOf(json);
  if (conversation !== undefined) await keepInConversation(parts, { tenant, responseId: conversation }, outputs);
}

async function keepUnder(
  { withheld }: Pick<ModelParts, 'withheld'>,
  { tenant, responseId }: Pick<WithheldAnswer, 'tenant' | 'responseId'>,
  outputs: readonly JsonObject[],
): Promise<void> {
  if (responseId === undefined || outputs.length === 0) return;
  await withheld.keep({ tenant, responseId: responseId.slice(0, 256) }, outputs);
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
