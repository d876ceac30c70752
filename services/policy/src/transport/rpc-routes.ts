import * as contracts from '@countersign/contracts';
import { rpcRoute, type RpcRoute } from '@countersign/messaging';
import { evaluatePolicy } from '../handlers/evaluate-policy.js';
import type { DecideParts } from '../handlers/ports.js';
import { publishGovernance, validateGovernance, type PublishParts } from '../handlers/publish-governance.js';
import { getGovernance, getRegistry } from '../handlers/read-governance.js';
import { recheckToolCall } from '../handlers/recheck-tool-call.js';

/** Everything this service answers. */
export function rpcRoutes(parts: DecideParts & PublishParts): RpcRoute[] {
  return [
    rpcRoute(contracts.getRegistry, getRegistry(parts)),
    rpcRoute(contracts.getGovernance, getGovernance(parts)),
    rpcRoute(contracts.validateGovernance, validateGovernance(parts)),
    rpcRoute(contracts.publishGovernance, publishGovernance(parts)),
    rpcRoute(contracts.evaluatePolicy, evaluatePolicy(parts)),
    rpcRoute(contracts.recheckToolCall, recheckToolCall(parts)),
  ];
}
