import type { TargetAnswer } from '../../domain/call/ending-of-answer.js';
import type { UpstreamCall, UpstreamContext } from '../../domain/upstream/upstream-call.js';
import type { PreparedEvent } from '@countersign/messaging';

/** Makes one call at a target that is spoken to in a protocol of its own: once, no retries. */
export interface Upstreams {
  call(call: UpstreamCall, context: UpstreamContext): Promise<TargetAnswer>;
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
