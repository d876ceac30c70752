import { toolCallProposed, toolDefinitionChanged, type GovernanceDocument } from '@countersign/contracts';
import { canonicalBytes, digestOfJson, type JsonValue } from '@countersign/evidence';
import { parseEventMessage, prepareEvent, type PreparedEvent } from '@countersign/messaging';
import { RevisionLoader } from '../src/engine/revision-loader.js';
import { decideProposedToolCall } from '../src/handlers/decide-proposed-tool-call.js';
import type { DecideParts } from '../src/handlers/ports.js';
import { publishGovernance } from '../src/handlers/publish-governance.js';
import { recheckToolCall } from '../src/handlers/recheck-tool-call.js';
import { ToolChangesByTenant } from '../src/storage/tool-changes-by-tenant.js';
import { InMemoryRunStore } from '../src/storage/in-memory-run-store.js';
import { admin, governanceWorld } from './governance-stores.js';
import { program } from './governance.js';

const minute = 60_000;
const loader = new RevisionLoader(program, undefined, 60_000);

/** Publishes and decides through the real handlers, and keeps every event in order. */
export class RecordedStory {
  readonly events: PreparedEvent[] = [];
  private readonly world;
  private readonly parts: DecideParts;
  private nowMs = Date.UTC(2026, 10, 21);
  private calls = 0;
  private readonly changes = new ToolChangesByTenant();

  constructor(
    private documents: GovernanceDocument[],
    environment = 'test',
  ) {
    this.world = governanceWorld(documents);
    const { parts } = this.world;
    parts.clock = { now: () => this.nowMs } as never;
    parts.source.load = (given) => loader.load(given);
    parts.publish = async (told) => void this.events.push(...told);
    const { revisions } = parts;
    this.parts = {
      ...parts,
      revisions: {
        of: (tenant: string) => {
          const found = revisions.of(tenant);
          return found.ok ? { ok: true, value: this.changes.show(tenant, found.value) } : found;
        },
      },
      publisher: { publish: async (event: PreparedEvent) => void this.events.push(event) },
      signDecision: () => `${'A'.repeat(86)}==`,
      signModelDecision: () => `${'A'.repeat(86)}==`,
      environment,
      runs: new InMemoryRunStore(),
      recallRun: async () => [],
      readResults: async () => [],
      awareSince: () => 0,
      shadow: { heard: () => undefined },
    } as never;
  }

  async publish(documents = this.documents): Promise<void> {
    this.world.write(documents);
    this.pass(minute);
    await publishGovernance(this.world.parts)({ actor: admin('root'), files: [], variables: {} });
  }

  pass(ms: number): void {
    this.nowMs += ms;
  }

  /** The gateway finds that the server of a tool says something else of it. */
  async findChanged(tool: string): Promise<void> {
    this.pass(minute);
    const revision = this.world.parts.revisions.of('demo');
    const definition = revision.ok ? revision.value.compiled.tools.get(tool)?.definitionDigest : undefined;
    if (!definition) throw new Error(`there is no tool ${tool}`);
    const [pinnedDigest, foundDigest] = [digestOfJson('as approved'), digestOfJson('as found')];
    const data = { callId: null, tool, toolDefinitionDigest: definition, pinnedDigest, foundDigest };
    const frame = { id: 'changed_1', tenant: 'demo', time: new Date(this.nowMs).toISOString(), subject: 'changed_1' };
    const actor = { kind: 'service' as const, id: 'gateway' };
    this.events.push(prepareEvent(toolDefinitionChanged, { ...frame, actor, data }));
    const found = {
      tenant: 'demo',
      eventId: 'changed_1',
      tool,
      definitionDigest: definition,
      pinnedDigest,
      foundDigest,
    };
    this.changes.use([{ ...found, changedAt: this.nowMs }]);
  }

  /** Proposes and decides; returns the position of the decision among the events. */
  async call(tool: string, args: JsonValue): Promise<number> {
    this.pass(minute);
    const proposed = this.proposal(tool, args);
    this.events.push(proposed);
    const parsed = parseEventMessage(proposed.subject, proposed.body);
    if (!parsed.ok) throw new Error(parsed.refusal.message);
    await decideProposedToolCall(this.parts)(parsed.value);
    return this.events.length - 1;
  }

  async recheck(tool: string, args: JsonValue): Promise<number> {
    this.pass(minute);
    const call = { tenant: 'demo', callId: `call_${this.calls}`, agent: 'bot', run: 'run_1', tool, principal: null };
    await recheckToolCall(this.parts)({ ...call, argumentsText: JSON.stringify(args) });
    return this.events.length - 1;
  }

  private proposal(tool: string, args: JsonValue): PreparedEvent {
    const callId = `call_${(this.calls += 1)}`;
    return prepareEvent(toolCallProposed, {
      id: `proposed_${this.calls}`,
      tenant: 'demo',
      time: new Date(this.nowMs).toISOString(),
      actor: { kind: 'agent', id: 'bot' },
      subject: callId,
      agent: 'bot',
      run: 'run_1',
      data: { callId, mode: 'executed', tool, argumentsDigest: digestOfJson(args), principal: null },
      payloads: {
        arguments: { body: canonicalBytes(args), mediaType: 'application/json', salt: Buffer.alloc(32, 1) },
      },
    });
  }
}
