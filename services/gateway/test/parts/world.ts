import { randomIds } from '@countersign/chassis';
import type {
  Decision,
  Grant,
  Leaf,
  ModelDecision,
  ProviderDocument,
  ToolDocument,
  Verdict,
} from '@countersign/contracts';
import { approvalIdOf } from '../../src/domain/call/approval-of.js';
import type { ToolCall } from '../../src/domain/call/tool-call.js';
import type { TargetAnswer } from '../../src/domain/call/ending-of-answer.js';
import type { TargetRequest } from '../../src/domain/http-target/target-request.js';
import type { ProviderAnswer, ProviderStream } from '../../src/domain/provider/provider-answer.js';
import type { UpstreamRequest } from '../../src/domain/provider/upstream-request.js';
import { ArgumentChecker } from '../../src/domain/registry/argument-checker.js';
import { ProviderKeys } from '../../src/handlers/identity/provider-keys.js';
import { RunTokens } from '../../src/handlers/identity/run-tokens.js';
import { RunCache } from '../../src/handlers/identity/run-cache.js';
import { Circuits } from '../../src/handlers/models/circuits.js';
import type { ModelParts } from '../../src/handlers/models/model-parts.js';
import { UsageMeter } from '../../src/handlers/models/usage-meter.js';
import { RegistryCache } from '../../src/handlers/registry/registry-cache.js';
import { RecentIds } from '../../src/handlers/waits/recent-ids.js';
import { WaitingRoom } from '../../src/handlers/waits/waiting-room.js';
import { InMemoryBudgetStore } from '../../src/storage/in-memory-budget-store.js';
import { InMemoryCallStore } from '../../src/storage/in-memory-call-store.js';
import { InMemoryWithheldStore } from '../../src/storage/in-memory-withheld-store.js';
import { FakeBus } from './fake-bus.js';
import { decisionOn, modelDecisionOn, type Asked } from './fake-policy.js';
import { FakeRpc, plainKeys } from './fake-rpc.js';
import { httpTool, provider } from './governance.js';
import { keys } from './keys.js';
import { VirtualTime } from './virtual-time.js';

const json = (value: unknown): TargetAnswer => ({
  ...{ kind: 'answered', status: 200, contentType: 'application/json', complete: true },
  bytes: Buffer.from(JSON.stringify(value)),
});

/** The gateway's world in memory: real handlers, real signatures and sealed leases; policy, credentials and targets as specs want them. */
export class World {
  readonly time = new VirtualTime();
  readonly bus = new FakeBus();
  readonly store = new InMemoryCallStore(this.time);
  readonly budgets = new InMemoryBudgetStore();
  readonly rpc: FakeRpc;
  readonly sent: TargetRequest[] = [];
  readonly asked: UpstreamRequest[] = [];
  readonly reported: unknown[] = [];
  readonly parts: ModelParts;
  target: (request: TargetRequest) => Promise<TargetAnswer> = async () => json({ lines: ['one'] });
  provider: (request: UpstreamRequest) => Promise<ProviderAnswer> = async () => ({
    kind: 'failed',
    reasonCode: 'provider_unreachable',
    sent: false,
  });
  streaming: (request: UpstreamRequest) => Promise<ProviderStream | ProviderAnswer> = (request) =>
    this.provider(request);
  /** What policy says to each proposed call; null: nothing. */
  policy: (asked: Asked) => Decision | null;
  modelPolicy: (decision: ModelDecision) => ModelDecision | null = (decision) => decision;

  constructor(
    readonly verdict: Verdict = 'allow',
    tools: ToolDocument[] = [httpTool('logs.read')],
    providers: ProviderDocument[] = [provider()],
  ) {
    this.policy = (asked) => decisionOn(asked, this.verdict);
    this.rpc = new FakeRpc(tools, providers);
    this.bus.onEvent = (leaf) => this.decide(leaf);
    this.parts = this.makeParts();
  }

  /** What people's approval of a held call looks like on the bus. */
  grantFor(call: ToolCall, changes: Partial<Grant> = {}): Grant {
    const decision = call.decision?.decision;
    if (!decision) throw new Error('the call has no decision');
    return {
      ...{ grantId: `gr_${call.id}`, tenant: call.tenant, approvalId: approvalIdOf(call.id), callId: call.id },
      ...{ decisionId: decision.decisionId, actionDigest: decision.actionDigest, approvedBy: ['ann'], quorum: 1 },
      ...{ grantedAt: '2026-11-21T12:00:00.000Z', expiresAt: '2026-11-21T13:00:00.000Z' },
      ...changes,
    };
  }

  async call(id: string): Promise<ToolCall> {
    const stored = await this.store.get({ tenant: 'acme', id });
    if (!stored) throw new Error(`no call ${id}`);
    return stored.call;
  }

  private makeParts(): ModelParts {
    const { time, bus, rpc, store } = this;
    const registry = new RegistryCache({ rpc, clock: time });
    return {
      ...{
        replica: 'replica-1',
        calls: store,
        publisher: bus,
        outbox: bus,
        record: bus,
        rpc,
        clock: time,
        timer: time,
      },
      ...{ ids: randomIds(time), signatures: keys.signatures, oneTimeKeys: plainKeys, registry },
      argumentChecker: new ArgumentChecker(),
      sealedSteps: new RecentIds(20_000),
      decisions: new WaitingRoom(time),
      signals: new WaitingRoom(time),
      modelDecisions: new WaitingRoom(time),
      report: (error) => void this.reported.push(error),
      decisionTimeoutMs: 5_000,
      target: { send: (request) => (this.sent.push(request), this.target(request)) },
      provider: {
        ask: (request) => (this.asked.push(request), this.provider(request)),
        open: (request) => (this.asked.push(request), this.streaming(request)),
      },
      withheld: new InMemoryWithheldStore(),
      circuits: new Circuits(time),
      budgets: this.budgets,
      usage: new UsageMeter(),
      providerKeys: new ProviderKeys({ rpc, clock: time, oneTimeKeys: plainKeys }),
      runTokens: new RunTokens({ rpc, clock: time, runTokenCheck: keys.runTokens(time) }),
      runs: new RunCache({ rpc, clock: time, registry, runSeconds: 3600 }),
      ...{ consoleUrl: 'https://console.example', heldWaitMs: 25_000 },
    };
  }

  private decide(leaf: Leaf): void {
    const { tenant, agent = '', run = '' } = leaf;
    if (leaf.type === 'ToolCallProposed') {
      const decision = this.policy({ ...leaf.data, tenant, agent, run });
      if (decision) this.parts.decisions.arrive(leaf.data.callId, keys.sign(decision));
    }
    if (leaf.type === 'ModelCallProposed') {
      const { modelCallId, model } = leaf.data;
      const decision = this.modelPolicy(modelDecisionOn({ modelCallId, model, tenant, agent, run }));
      if (decision) this.parts.modelDecisions.arrive(modelCallId, keys.signModel(decision));
    }
  }
}
