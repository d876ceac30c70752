import { actionDigestInput, type Decision, type Refusal } from '@countersign/contracts';
import { digestOfJson, type JsonValue } from '@countersign/evidence';
import type { ToolCallOutcome } from './decide-tool-call.js';
import { unknownRevision } from './unknown-revision.js';

/** Which call is decided, and when. */
export interface DecisionFrame {
  decisionId: string;
  tenant: string;
  callId: string;
  phase: 'initial' | 'recheck';
  mode?: 'intercepted' | 'executed';
  agent: string;
  run: string;
  tool: string;
  decidedAt: string;
}

/** The decision exactly as it is signed. */
export function composeDecision(frame: DecisionFrame, outcome: ToolCallOutcome): Decision {
  const { verdict, reasonCode, reasons, remedy, rule, policyRevision, bundles, inputDigest, obligations, labels } =
    outcome;
  const { approvers } = outcome;
  const { argumentsDigest, toolDefinitionDigest, target, credentialScope, effects, proven, principal, owner } = outcome;
  const bound = {
    tenant: frame.tenant,
    agent: frame.agent,
    tool: frame.tool,
    toolDefinitionDigest,
    argumentsDigest,
    target,
    credentialScope,
    policyRevision,
  };
  return {
    kind: 'tool_call',
    ...frame,
    ...bound,
    verdict,
    reasonCode,
    reasons,
    ...(remedy === undefined ? {} : { remedy }),
    rule,
    bundles,
    inputDigest,
    actionDigest: digestOfJson(actionDigestInput(bound)),
    effects,
    proven,
    obligations,
    ...(labels.length === 0 ? {} : { labels }),
    ...(approvers === undefined ? {} : { approvers }),
    principal,
    owner,
  };
}

/** A deny for a call that no revision could even look at: unknown tenant or stale registry. */
export function composeRefusal(frame: DecisionFrame, call: { arguments: JsonValue; refusal: Refusal }): Decision {
  const argumentsDigest = digestOfJson(call.arguments);
  const { reasonCode, message, remedy } = call.refusal;
  return composeDecision(frame, {
    verdict: 'deny',
    reasonCode,
    reasons: [message],
    ...(remedy === undefined ? {} : { remedy }),
    rule: null,
    policyRevision: unknownRevision,
    bundles: [],
    inputDigest: digestOfJson({}),
    input: {} as never,
    trace: [],
    obligations: {},
    labels: [],
    effects: [],
    proven: false,
    argumentsDigest,
    toolDefinitionDigest: null,
    target: `tool:${frame.tool}`,
    credentialScope: [],
    principal: null,
    owner: null,
  });
}
