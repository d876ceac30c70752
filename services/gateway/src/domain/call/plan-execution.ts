import type { Decision, HttpConnector, Refused, Result, ToolDocument } from '@countersign/contracts';
import type { JsonValue } from '@countersign/evidence';
import { buildTargetRequest } from '../http-target/build-target-request.js';
import type { TargetRequest } from '../http-target/target-request.js';
import type { RegistrySnapshot } from '../registry/registry-snapshot.js';

export interface ExecutionPlan {
  request: TargetRequest;
  /** The target wants a credential, minted for this one call. */
  needsLease: boolean;
}

/** What running a decided call means: the tool exactly as decided, the arguments exactly as decided, within what policy obliges. */
export function planExecution(
  registry: RegistrySnapshot,
  decision: Decision,
  values: Record<string, JsonValue>,
): Result<ExecutionPlan> {
  const tool = registry.tools.get(decision.tool);
  if (!tool || tool.definitionDigest !== decision.toolDefinitionDigest) {
    return refused('tool_changed', 'The tool is no longer defined as it was when the call was decided.');
  }
  const connector = httpConnectorOf(tool.document);
  if (!connector) return refused('connector_unsupported', 'This gateway cannot reach the target of this tool.');
  const { obligations } = decision;
  if (obligations.dryRunFirst || obligations.maxRows !== undefined) {
    return refused('obligation_unsupported', 'Policy obliges the gateway to something that an HTTP call cannot keep.');
  }
  const request = buildTargetRequest(connector, values);
  if (!request.ok) return request;
  const limits = {
    timeoutMs: Math.min(request.value.timeoutMs, obligations.timeoutMs ?? Number.POSITIVE_INFINITY),
    maxResponseBytes: Math.min(request.value.maxResponseBytes, obligations.maxBytes ?? Number.POSITIVE_INFINITY),
  };
  return {
    ok: true,
    value: { request: { ...request.value, ...limits }, needsLease: tool.document.credential !== undefined },
  };
}

function httpConnectorOf(tool: ToolDocument): HttpConnector | undefined {
  return tool.connector?.kind === 'http' ? tool.connector : undefined;
}

function refused(reasonCode: string, message: string): Refused {
  return { ok: false, refusal: { reasonCode, message } };
}
