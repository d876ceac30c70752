import * as contracts from '@countersign/contracts';
import { rpcRoute, type RpcRoute } from '@countersign/messaging';
import { evaluatePolicy } from '../handlers/evaluate-policy.js';
import type { DecideParts } from '../handlers/ports.js';
import { checkDocument } from '../handlers/check-document.js';
import { diffGovernance } from '../handlers/diff-governance.js';
import { confirmGovernance, declineGovernance, listGovernanceProposals } from '../handlers/governance-proposals.js';
import { listAllowedModels } from '../handlers/list-allowed-models.js';
import { listGovernanceVersions } from '../handlers/list-governance-versions.js';
import { publishGovernance, validateGovernance } from '../handlers/publish-governance.js';
import { getGovernance, getRegistry } from '../handlers/read-governance.js';
import { getToolsInReach } from '../handlers/tools-in-reach.js';
import { rollbackGovernance, type RollbackParts } from '../handlers/rollback-governance.js';
import { preflightAgent, type PreflightParts } from '../handlers/preflight-agent.js';
import { recheckToolCall } from '../handlers/recheck-tool-call.js';

import { getShadow } from '../handlers/shadow/read-shadow.js';
import { startShadow, type StartShadowParts } from '../handlers/shadow/start-shadow.js';
import { stopShadow } from '../handlers/shadow/stop-shadow.js';
import { simulateGovernance, type SimulateParts } from '../handlers/simulate-governance.js';
import { listTools } from '../handlers/tools/list-tools.js';
import { reapproveTool, type ReapproveParts } from '../handlers/tools/reapprove-tool.js';
import { testGovernance } from '../handlers/test-governance.js';

type Parts = DecideParts & ReapproveParts & RollbackParts & PreflightParts & SimulateParts & StartShadowParts;

/** Everything this service answers. */
export function rpcRoutes(parts: Parts): RpcRoute[] {
  return [
    rpcRoute(contracts.getRegistry, getRegistry(parts)),
    rpcRoute(contracts.listAllowedModels, listAllowedModels(parts)),
    rpcRoute(contracts.getToolsInReach, getToolsInReach(parts)),
    rpcRoute(contracts.listTools, listTools(parts)),
    rpcRoute(contracts.reapproveTool, reapproveTool(parts)),
    rpcRoute(contracts.getGovernance, getGovernance(parts)),
    rpcRoute(contracts.validateGovernance, validateGovernance(parts)),
    rpcRoute(contracts.publishGovernance, publishGovernance(parts)),
    rpcRoute(contracts.diffGovernance, diffGovernance(parts)),
    rpcRoute(contracts.listGovernanceVersions, listGovernanceVersions(parts)),
    rpcRoute(contracts.rollbackGovernance, rollbackGovernance(parts)),
    rpcRoute(contracts.listGovernanceProposals, listGovernanceProposals(parts)),
    rpcRoute(contracts.confirmGovernance, confirmGovernance(parts)),
    rpcRoute(contracts.declineGovernance, declineGovernance(parts)),
    rpcRoute(contracts.testGovernance, testGovernance(parts)),
    rpcRoute(contracts.simulateGovernance, simulateGovernance(parts)),
    rpcRoute(contracts.startShadow, startShadow(parts)),
    rpcRoute(contracts.getShadow, getShadow(parts)),
    rpcRoute(contracts.stopShadow, stopShadow(parts)),
    rpcRoute(contracts.preflightAgent, preflightAgent(parts)),
    rpcRoute(contracts.checkDocument, checkDocument(parts)),
    rpcRoute(contracts.evaluatePolicy, evaluatePolicy(parts)),
    rpcRoute(contracts.recheckToolCall, recheckToolCall(parts)),
  ];
}
