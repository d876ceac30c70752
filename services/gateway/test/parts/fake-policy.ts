import { actionDigestInput, type Decision, type ModelDecision, type Verdict } from '@countersign/contracts';
import { digestOfJson } from '@countersign/evidence';
import { definitionDigestOf, httpTool, revisionOne } from './governance.js';

/** The facts of a call that a decision binds. */
export type Asked = Pick<Decision, 'callId' | 'tenant' | 'agent' | 'run' | 'tool' | 'argumentsDigest'>;

/** A decision about a call as policy would make it; `changes` come in before its action digest is made. */
export function decisionOn(asked: Asked, verdict: Verdict, changes: Partial<Decision> = {}): Decision {
  const { callId, tenant, agent, run, tool, argumentsDigest } = asked;
  const unbound = {
    ...{ kind: 'tool_call' as const, decisionId: `dec_${callId}`, phase: 'initial' as const },
    ...{ callId, tenant, agent, run, tool, argumentsDigest, verdict },
    reasonCode: verdict === 'deny' ? 'no_rule_allows' : 'rule',
    reasons: [`policy says ${verdict}`],
    rule: { policy: 'demo', name: 'the rule' },
    policyRevision: revisionOne,
    inputDigest: `sha256:${'2'.repeat(64)}`,
    toolDefinitionDigest: definitionDigestOf(httpTool(tool)),
    target: 'GET https://target.example/logs/{service}',
    credentialScope: ['logs:read'],
    effects: [],
    proven: false,
    obligations: {},
    ...(verdict === 'hold'
      ? { approvers: { groups: ['oncall'], people: ['ann', 'ben'], quorum: 1, expiresInSeconds: 3600 } }
      : {}),
    ...{ principal: 'paul', owner: 'olivia', decidedAt: '2026-11-21T12:00:00.000Z' },
    ...changes,
  };
  return { ...unbound, actionDigest: changes.actionDigest ?? digestOfJson(actionDigestInput(unbound)) };
}

export function modelDecisionOn(
  asked: Pick<ModelDecision, 'modelCallId' | 'tenant' | 'agent' | 'run' | 'model'>,
  changes: Partial<ModelDecision> = {},
): ModelDecision {
  return {
    ...{ kind: 'model_call', decisionId: `dec_${asked.modelCallId}`, ...asked },
    ...{ verdict: 'allow', reasonCode: 'rule', reasons: [], rule: null, provider: 'demo' },
    ...{ policyRevision: revisionOne, inputDigest: `sha256:${'3'.repeat(64)}`, obligations: {} },
    decidedAt: '2026-11-21T12:00:00.000Z',
    ...changes,
  };
}
