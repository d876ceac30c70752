import * as contracts from '@countersign/contracts';
import { rpcRoute, type RpcRoute } from '@countersign/messaging';
import { diffGovernance } from '../handlers/diff-governance.js';
import { confirmGovernance, declineGovernance, listGovernanceProposals } from '../handlers/governance-proposals.js';
import { listGovernanceVersions } from '../handlers/list-governance-versions.js';
import { publishGovernance, validateGovernance } from '../handlers/publish-governance.js';
import { getGovernance } from '../handlers/read-governance.js';
import { rollbackGovernance, type RollbackParts } from '../handlers/rollback-governance.js';
import { getShadow } from '../handlers/shadow/read-shadow.js';
import { startShadow, type StartShadowParts } from '../handlers/shadow/start-shadow.js';
import { stopShadow } from '../handlers/shadow/stop-shadow.js';
import { simulateGovernance, type SimulateParts } from '../handlers/simulate-governance.js';
import { testGovernance, type TestParts } from '../handlers/test-governance.js';

type Parts = RollbackParts & SimulateParts & StartShadowParts & TestParts;

/** What people ask about governance: answered apart from the thread that decides. */
export function administrationRoutes(parts: Parts): RpcRoute[] {
  return [
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
  ];
}
