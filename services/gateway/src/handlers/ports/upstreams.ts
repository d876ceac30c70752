import type { TargetAnswer } from '../../domain/call/ending-of-answer.js';
import type { UpstreamCall, UpstreamContext } from '../../domain/upstream/upstream-call.js';
import type { PreparedEvent } from '@countersign/messaging';

export interface McpServer {
  url: string;
  timeoutMs: number;
  maxResponseBytes: number;
}

/** What a server must say of one of its tools. */
export interface McpPin {
  tool: string;
  pinnedDigest: string;
}

export interface ChangedPin extends McpPin {
  /** Null when there is no such tool, or none that can be told for certain. */
  foundDigest: string | null;
}

/** Makes one call at a target that is spoken to in a protocol of its own: once, no retries. */
export interface Upstreams {
  call(call: UpstreamCall, context: UpstreamContext): Promise<TargetAnswer>;
  /** Which pins an MCP server contradicts, asked without any credential; those compared lately are believed. Rejects when it cannot be asked. */
  compare(server: McpServer, pins: readonly McpPin[]): Promise<ChangedPin[]>;
  /** Believes no definition any more before its server was asked again. */
  forget(): void;
}

export interface Suspension {
  tenant: string;
  tool: string;
  toolDefinitionDigest: string;
  foundDigest: string | null;
}

/** Tools whose server no longer says of them what was approved. */
export interface ToolSuspensions {
  /** Keeps it together with the event that says so; false, and neither is kept, when it is known already. */
  suspend(suspension: Suspension, event: PreparedEvent): Promise<boolean>;
  /** A person approved the tool again by this very definition. */
  lift(tenant: string, toolDefinitionDigest: string): Promise<void>;
  /** Definition digests of the tools that are refused. */
  of(tenant: string): Promise<ReadonlySet<string>>;
}
