import type {
  Connector,
  Decision,
  HttpConnector,
  McpConnector,
  Refused,
  Result,
  ToolDocument,
} from '@countersign/contracts';
import type { CustomDetectors } from '@countersign/detectors';
import type { JsonValue } from '@countersign/evidence';
import { buildTargetRequest } from '../http-target/build-target-request.js';
import { dryRunRequest } from '../http-target/dry-run-request.js';
import type { TargetRequest } from '../http-target/target-request.js';
import type { RegistrySnapshot } from '../registry/registry-snapshot.js';
import { postgresQuery } from '../upstream/postgres-query.js';
import type { UpstreamCall } from '../upstream/upstream-call.js';

export interface HttpSend {
  over: 'http';
  request: TargetRequest;
  /** Sent before, where policy wants that; the request follows only if the target accepts it. */
  dryRun?: TargetRequest;
}

export interface ExecutionPlan {
  /** What is sent: an HTTP request, or a call in the target's own protocol. */
  send: HttpSend | { over: 'upstream'; call: UpstreamCall };
  /** The target wants a credential, minted for this one call. */
  needsLease: boolean;
  /** With which the result is looked through. */
  detectors: CustomDetectors;
}

type Send = ExecutionPlan['send'];

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
  const send = sendOf(tool.document, decision.obligations, values);
  if (!send.ok) return send;
  const needsLease = tool.document.credential !== undefined;
  const { detectors } = registry;
  return { ok: true, value: { send: withinLimits(send.value, decision.obligations), needsLease, detectors } };
}

function sendOf(
  { connector, credential }: ToolDocument,
  obligations: Decision['obligations'],
  values: Record<string, JsonValue>,
): Result<Send> {
  if (!canKeep(connector, obligations)) {
    return refused('obligation_unsupported', 'Policy obliges the gateway to something that this call cannot keep.');
  }
  switch (connector?.kind) {
    case 'http':
      return overHttp(connector, obligations, values);
    case 'mcp':
      return { ok: true, value: { over: 'upstream', call: mcpCall(connector, values) } };
    case 'postgres': {
      const query = postgresQuery(connector, { values, credential, maxRows: obligations.maxRows });
      return query.ok ? { ok: true, value: { over: 'upstream', call: query.value } } : query;
    }
    case undefined:
      return refused('connector_unsupported', 'This gateway cannot reach the target of this tool.');
  }
}

function canKeep(connector: Connector | undefined, { dryRunFirst, maxRows }: Decision['obligations']): boolean {
  const canTry = connector?.kind === 'http' && connector.dryRun !== undefined;
  return (!dryRunFirst || canTry) && (maxRows === undefined || connector?.kind === 'postgres');
}

function overHttp(
  connector: HttpConnector,
  { dryRunFirst }: Decision['obligations'],
  values: Record<string, JsonValue>,
): Result<HttpSend> {
  const request = buildTargetRequest(connector, values);
  if (!request.ok) return request;
  const dryRun = dryRunFirst && connector.dryRun ? { dryRun: dryRunRequest(request.value, connector.dryRun) } : {};
  return { ok: true, value: { over: 'http', request: request.value, ...dryRun } };
}

function mcpCall(connector: McpConnector, values: Record<string, JsonValue>): UpstreamCall {
  const { kind, url, tool, definitionDigest: pinnedDigest, timeoutMs, maxResponseBytes } = connector;
  return { kind, url, tool, pinnedDigest, arguments: values, timeoutMs, maxResponseBytes };
}

/** Policy may allow less than the tool does. */
function withinLimits(send: Send, { timeoutMs, maxBytes }: Decision['obligations']): Send {
  const within = <T extends { timeoutMs: number; maxResponseBytes: number }>(part: T): T => ({
    ...part,
    timeoutMs: Math.min(part.timeoutMs, timeoutMs ?? Number.POSITIVE_INFINITY),
    maxResponseBytes: Math.min(part.maxResponseBytes, maxBytes ?? Number.POSITIVE_INFINITY),
  });
  if (send.over === 'upstream') return { ...send, call: within(send.call) };
  const dryRun = send.dryRun ? { dryRun: within(send.dryRun) } : {};
  return { ...send, request: within(send.request), ...dryRun };
}

function refused(reasonCode: string, message: string): Refused {
  return { ok: false, refusal: { reasonCode, message } };
}
