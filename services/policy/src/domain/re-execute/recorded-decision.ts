import { decisionSchema, documentChecked, modelDecisionSchema, type Leaf } from '@countersign/contracts';
import { z } from 'zod';
import type { PolicyInput } from '../decide/policy-input.js';

/** What the record says about one decision, whatever it was about. */
export interface RecordedDecision {
  agent: string;
  policyRevision: string;
  inputDigest: string;
  decidedAt: string;
  /** The person the call was for, and whether that person also asked for the decision. */
  principal: string | null;
  requester?: string;
  about:
    | { kind: 'tool_call'; callId: string; tool: string }
    | { kind: 'model_call'; model: string; providers: readonly string[] };
  /** What must come out again, by name. */
  stated: Readonly<Record<string, unknown>>;
}

const partsOf = {
  ToolCallDecided: (data: unknown): RecordedDecision => {
    const { decision } = z.looseObject({ decision: decisionSchema }).parse(data);
    const { agent, tool, callId, policyRevision, inputDigest, decidedAt, principal } = decision;
    const { verdict, rule, reasonCode, obligations, approvers = null } = decision;
    const { toolDefinitionDigest, target, credentialScope, owner, effects, proven, argumentsDigest } = decision;
    const bindings = { toolDefinitionDigest, target, credentialScope, owner };
    const derived = { effects, proven, argumentsDigest };
    const bundles = decision.bundles ? { bundles: decision.bundles } : {};
    const labels = decision.labels ?? [];
    const stated = { verdict, rule, reasonCode, obligations, approvers, labels, bindings, derived, ...bundles };
    const about = { kind: 'tool_call' as const, callId, tool };
    return { agent, policyRevision, inputDigest, decidedAt, principal, about, stated };
  },
  ModelCallDecided: (data: unknown): RecordedDecision => {
    const { decision } = z.looseObject({ decision: modelDecisionSchema }).parse(data);
    const { agent, model, policyRevision, inputDigest, decidedAt } = decision;
    const { verdict, rule, reasonCode, obligations, provider } = decision;
    const bundles = decision.bundles ? { bundles: decision.bundles } : {};
    const labels = decision.labels ?? [];
    const stated = { verdict, rule, reasonCode, obligations, provider, labels, ...bundles };
    const about = { kind: 'model_call' as const, model, providers: decision.providers ?? [] };
    return { agent, policyRevision, inputDigest, decidedAt, principal: null, about, stated };
  },
  DocumentChecked: (data: unknown, { actor, time }: Pick<Leaf, 'actor' | 'time'>): RecordedDecision => {
    const checked = documentChecked.dataSchema.parse(data);
    const { agent, tool, checkId, policyRevision, inputDigest, verdict, rule, reasonCode } = checked;
    const about = { kind: 'tool_call' as const, callId: checkId, tool };
    const stated = { verdict, rule, reasonCode };
    const asked = { principal: actor.id, requester: actor.id };
    return { agent, policyRevision, inputDigest, decidedAt: time, ...asked, about, stated };
  },
};

/** The decision that an event tells of; null for any other event. Throws when it does not have the form of one. */
export function recordedDecision(
  type: string,
  leaf: Pick<Leaf, 'actor' | 'time'>,
  data: unknown,
): RecordedDecision | null {
  return Object.hasOwn(partsOf, type) ? partsOf[type as keyof typeof partsOf](data, leaf) : null;
}

const inputSchema = z.looseObject({
  kind: z.enum(['tool_call', 'model_call']),
  engine: z.string(),
  revision: z.string(),
  agent: z.strictObject({ name: z.string(), status: z.string().nullable(), audiences: z.array(z.string()) }),
  effects: z.looseObject({ proven: z.boolean() }),
  tool: z.looseObject({ name: z.string(), status: z.string().nullable() }).optional(),
  model: z.looseObject({ name: z.string(), providers: z.array(z.string()) }).optional(),
  provider: z.string().nullable().optional(),
});

/** The policy input on the record; null when it is none. */
export function recordedInput(value: unknown): PolicyInput | null {
  const parsed = inputSchema.safeParse(value);
  if (!parsed.success) return null;
  const { kind, tool, model, provider } = parsed.data;
  const isWhole = kind === 'tool_call' ? tool !== undefined : model !== undefined && provider !== undefined;
  return isWhole ? (value as PolicyInput) : null;
}
