import * as contracts from '@countersign/contracts';
import { rpcRoute, type RpcRoute } from '@countersign/messaging';
import { cancelApproval } from '../handlers/cancel-approval.js';
import { checkApprovers } from '../handlers/check-approvers.js';
import { authenticatePerson, issuePersonToken, revokePersonToken } from '../handlers/person-tokens.js';
import { getApproval, listApprovals } from '../handlers/read-approvals.js';
import { voteApproval, type VoteParts } from '../handlers/vote-approval.js';

/** Everything this service answers. */
export function rpcRoutes(parts: VoteParts): RpcRoute[] {
  return [
    rpcRoute(contracts.listApprovals, listApprovals(parts)),
    rpcRoute(contracts.getApproval, getApproval(parts)),
    rpcRoute(contracts.voteApproval, voteApproval(parts)),
    rpcRoute(contracts.cancelApproval, cancelApproval(parts)),
    rpcRoute(contracts.authenticatePerson, authenticatePerson(parts)),
    rpcRoute(contracts.checkApprovers, checkApprovers(parts)),
    rpcRoute(contracts.issuePersonToken, issuePersonToken(parts)),
    rpcRoute(contracts.revokePersonToken, revokePersonToken(parts)),
  ];
}
