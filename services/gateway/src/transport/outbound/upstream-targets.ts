import type { TargetAnswer } from '../../domain/call/ending-of-answer.js';
import type { UpstreamCall, UpstreamContext } from '../../domain/upstream/upstream-call.js';
import type { ChangedPin, McpPin, McpServer, Upstreams } from '../../handlers/ports/upstreams.js';
import { McpUpstream } from './mcp-upstream.js';
import { PostgresUpstream } from './postgres-upstream.js';

/** Every target that is spoken to in a protocol of its own. */
export class UpstreamTargets implements Upstreams {
  private readonly mcp: McpUpstream;
  private readonly postgres: PostgresUpstream;

  constructor(parts: ConstructorParameters<typeof McpUpstream>[0]) {
    this.mcp = new McpUpstream(parts);
    this.postgres = new PostgresUpstream(parts.reach);
  }

  call(call: UpstreamCall, context: UpstreamContext): Promise<TargetAnswer> {
    return call.kind === 'mcp' ? this.mcp.call(call, context) : this.postgres.call(call, context);
  }

  compare(server: McpServer, pins: readonly McpPin[]): Promise<ChangedPin[]> {
    return this.mcp.compare(server, pins);
  }

  forget(): void {
    this.mcp.forget();
  }

  close(): Promise<void> {
    return this.mcp.close();
  }
}
