import * as contracts from '@countersign/contracts';
import { rpcRoute, type RpcRoute } from '@countersign/messaging';
import { authenticateAgentKey } from '../handlers/authenticate-agent-key.js';
import { checkIssuers } from '../handlers/check-issuers.js';
import { checkProviderKey } from '../handlers/check-provider-key.js';
import { checkRun } from '../handlers/check-run.js';
import { closeRun } from '../handlers/close-run.js';
import { issueAgentKey } from '../handlers/issue-agent-key.js';
import { leaseProviderKey, type ProviderKeyParts } from '../handlers/lease-provider-key.js';
import { listAgentKeys } from '../handlers/list-agent-keys.js';
import { openRun, type OpenRunParts } from '../handlers/open-run.js';
import { redeemLease, type RedeemParts } from '../handlers/redeem-lease.js';
import { revokeAgentKey } from '../handlers/revoke-agent-key.js';

/** Everything this service answers. */
export function rpcRoutes(parts: RedeemParts & ProviderKeyParts & OpenRunParts): RpcRoute[] {
  return [
    rpcRoute(contracts.authenticateAgentKey, authenticateAgentKey(parts)),
    rpcRoute(contracts.issueAgentKey, issueAgentKey(parts)),
    rpcRoute(contracts.revokeAgentKey, revokeAgentKey(parts)),
    rpcRoute(contracts.listAgentKeys, listAgentKeys(parts)),
    rpcRoute(contracts.redeemLease, redeemLease(parts)),
    rpcRoute(contracts.leaseProviderKey, leaseProviderKey(parts)),
    rpcRoute(contracts.checkProviderKey, checkProviderKey(parts)),
    rpcRoute(contracts.openRun, openRun(parts)),
    rpcRoute(contracts.closeRun, closeRun(parts)),
    rpcRoute(contracts.checkRun, checkRun(parts)),
    rpcRoute(contracts.checkIssuers, checkIssuers(parts)),
  ];
}
