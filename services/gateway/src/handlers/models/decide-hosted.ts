import type { Result } from '@countersign/contracts';
import type { ModelCall } from '../../domain/model/model-call.js';
import { hostedBlocks } from '../../domain/model/hosted-block.js';
import type { WithheldOutcome } from '../../domain/wire/seam/block-outcome.js';
import type { HostedTool } from '../../domain/wire/seam/inspected-request.js';
import { reservedOf, type DecidedBlock } from '../blocks/block-context.js';
import { decideBlock } from '../blocks/decide-block.js';
import { notReleased } from '../blocks/not-released.js';
import { useReserved } from '../calls/reserve-grant.js';
import { seal } from '../events/seal.js';
import { recordUnavailable } from '../refused.js';
import type { ModelParts } from './model-parts.js';

const refusedAlong = {
  reasonCode: 'hosted_tool_denied',
  message: 'Another tool that the request names is not allowed.',
};

/**
 * Decides each tool that the provider itself would run, before the request leaves: what comes of them later, nobody can
 * decide any more. One that is not allowed stops the request, and the others with it.
 */
export async function decideHosted(
  parts: ModelParts,
  call: ModelCall,
  hosted: readonly HostedTool[],
): Promise<Result<null>> {
  if (hosted.length === 0) return { ok: true, value: null };
  const decisions = await Promise.all(hostedBlocks(hosted).map((block) => decideBlock(parts, call, block)));
  const decided = decisions.filter((decision): decision is DecidedBlock => !('ok' in decision));
  const undecided = decisions.find((decision) => 'ok' in decision);
  const withheld = decided.map(({ outcome }) => outcome).find((outcome) => outcome.kind !== 'pass');
  const stays = undecided !== undefined || withheld !== undefined;
  const events = stays ? await notReleased(parts, decided, refusedAlong) : decided.flatMap((block) => block.events);
  const isRecorded = events.length === 0 || (await seal(parts, events));
  if (undecided) return undecided;
  if (!isRecorded) return recordUnavailable();
  if (withheld) return refusalFor(withheld);
  return (await useReserved(parts, reservedOf(decided))) ? { ok: true, value: null } : recordUnavailable();
}

function refusalFor({ kind, text }: WithheldOutcome): Result<never> {
  const reasonCode = kind === 'held' ? 'hosted_tool_held' : 'hosted_tool_denied';
  return { ok: false, refusal: { reasonCode, message: text } };
}
