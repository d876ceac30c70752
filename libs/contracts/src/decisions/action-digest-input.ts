import type { Decision } from './decision.js';

/** The one object whose RFC 8785 digest says "this exact action" (promise 4: what was approved is what runs). */
export function actionDigestInput(
  action: Pick<
    Decision,
    | 'tenant'
    | 'agent'
    | 'tool'
    | 'toolDefinitionDigest'
    | 'argumentsDigest'
    | 'target'
    | 'credentialScope'
    | 'policyRevision'
  >,
) {
  return {
    tenant: action.tenant,
    agent: action.agent,
    tool: action.tool,
    toolDefinitionDigest: action.toolDefinitionDigest,
    argumentsDigest: action.argumentsDigest,
    target: action.target,
    credentialScope: action.credentialScope,
    policyRevision: action.policyRevision,
  };
}
