import type { Decision } from '@countersign/contracts';

const digest = `sha256:${'a'.repeat(64)}`;

/** A hold as policy signs it. */
export function heldDecision(callId: string, change: Partial<Decision> = {}): Decision {
  return {
    ...{ kind: 'tool_call', decisionId: `dec_${callId}`, tenant: 'acme', callId, phase: 'initial', mode: 'executed' },
    ...{ agent: 'triage', run: 'run_1', tool: 'github.open_pull_request', verdict: 'hold', reasonCode: 'rule' },
    ...{ reasons: ['a pull request needs the on-call'], rule: { policy: 'triage', name: 'pull requests' } },
    ...{ policyRevision: digest, inputDigest: digest, argumentsDigest: digest, toolDefinitionDigest: digest },
    ...{ actionDigest: digest, target: 'POST https://api.example/pulls', credentialScope: ['pulls:write'] },
    ...{ effects: [], proven: false, obligations: {}, principal: null, owner: 'ola.owner' },
    approvers: { groups: ['oncall'], people: ['ada.oncall', 'ben.oncall'], quorum: 1, expiresInSeconds: 3600 },
    decidedAt: '2026-11-21T12:00:00.000Z',
    ...change,
  };
}
