import * as contracts from '@countersign/contracts';
import { rpcRoute, type RpcRoute } from '@countersign/messaging';
import { checkDocument } from '../handlers/check-document.js';
import { evaluatePolicy } from '../handlers/evaluate-policy.js';
import { listAllowedModels } from '../handlers/list-allowed-models.js';
import type { DecideParts } from '../handlers/ports.js';
import { preflightAgent, type PreflightParts } from '../handlers/preflight-agent.js';
import { getRegistry } from '../handlers/read-governance.js';
import { recheckToolCall } from '../handlers/recheck-tool-call.js';
import { getToolsInReach } from '../handlers/tools-in-reach.js';
import { listTools } from '../handlers/tools/list-tools.js';
import { reapproveTool, type ReapproveParts } from '../handlers/tools/reapprove-tool.js';

/** What is answered from the revision in force, beside decisions. */
export function rpcRoutes(parts: DecideParts & PreflightParts & ReapproveParts): RpcRoute[] {
  return [
    rpcRoute(contracts.getRegistry, getRegistry(parts)),
    rpcRoute(contracts.listAllowedModels, listAllowedModels(parts)),
    rpcRoute(contracts.getToolsInReach, getToolsInReach(parts)),
    rpcRoute(contracts.listTools, listTools(parts)),
    rpcRoute(contracts.reapproveTool, reapproveTool(parts)),
    rpcRoute(contracts.preflightAgent, preflightAgent(parts)),
    rpcRoute(contracts.checkDocument, checkDocument(parts)),
    rpcRoute(contracts.evaluatePolicy, evaluatePolicy(parts)),
    rpcRoute(contracts.recheckToolCall, recheckToolCall(parts)),
  ];
}
