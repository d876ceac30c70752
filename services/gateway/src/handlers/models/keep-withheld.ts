import { withheldOutputs } from '../../domain/wire/openai-responses/withheld-outputs.js';
import type { BlockOutcomes } from '../../domain/wire/seam/block-outcome.js';
import type { ProposedBlock } from '../../domain/wire/seam/proposed-block.js';
import type { WireFormat } from '../../domain/wire/seam/wire-format.js';
import type { ModelParts } from './model-parts.js';

interface WithheldAnswer {
  tenant: string;
  format: WireFormat;
  /** As the provider named it; without one, nothing can go on from it. */
  responseId: string | undefined;
  toolCalls: readonly ProposedBlock[];
  outcomes: BlockOutcomes;
}

/** Keeps what answers the withheld calls of a response, before the agent knows of the response. */
export async function keepWithheld(parts: Pick<ModelParts, 'withheld'>, answer: WithheldAnswer): Promise<void> {
  const { tenant, format, responseId, toolCalls, outcomes } = answer;
  if (format !== 'openai-responses' || responseId === undefined) return;
  const outputs = withheldOutputs(toolCalls, outcomes);
  if (outputs.length > 0) await parts.withheld.keep({ tenant, responseId: responseId.slice(0, 256) }, outputs);
}
