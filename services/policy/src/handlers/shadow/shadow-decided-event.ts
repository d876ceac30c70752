import { instantOf } from '@countersign/chassis';
import { shadowDecided, type Decision } from '@countersign/contracts';
import { canonicalBytes, digestOfJson } from '@countersign/evidence';
import { prepareEvent, type PreparedEvent } from '@countersign/messaging';
import type { ToolCallOutcome } from '../../domain/decide/decide-tool-call.js';
import type { Change } from '../../domain/simulate/change-of.js';
import type { Candidate, ShadowParts } from './shadow-ports.js';

interface Found {
  candidate: Candidate;
  decision: Decision;
  outcome: ToolCallOutcome;
  change: Change;
}

/** Tells that a candidate would have decided otherwise. The id follows from candidate and call: told twice, it is one fact. */
export function shadowDecidedEvent(parts: Pick<ShadowParts, 'clock' | 'ids'>, found: Found): PreparedEvent {
  const { candidate, decision, outcome, change } = found;
  const { callId, agent, tool, changesState } = change;
  const { shadowId, tenant } = candidate;
  const { policyRevision: revision, verdict, reasonCode, rule, inputDigest } = outcome;
  return prepareEvent(shadowDecided, {
    id: `shd_${digestOfJson([shadowId, callId]).slice(7, 39)}`,
    tenant,
    time: instantOf(parts.clock.now()),
    actor: { kind: 'service', id: 'policy' },
    subject: callId,
    agent,
    run: decision.run,
    data: {
      shadowId,
      callId,
      agent,
      tool,
      decisionId: decision.decisionId,
      liveVerdict: decision.verdict,
      revision,
      verdict,
      reasonCode,
      rule,
      inputDigest,
      changesState,
    },
    payloads: {
      input: {
        body: canonicalBytes(outcome.input as never),
        mediaType: 'application/json',
        salt: parts.ids.bytes(32),
      },
    },
  });
}
