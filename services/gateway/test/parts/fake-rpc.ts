import {
  rpcSubject,
  type ProviderDocument,
  type Refusal,
  type Result,
  type RpcDefinition,
  type ToolDocument,
} from '@countersign/contracts';
import { digestOfBytes } from '@countersign/evidence';
import type { RpcPort } from '@countersign/messaging';
import type { OneTimeKeys } from '../../src/handlers/ports/one-time-keys.js';
import { registryOf, revisionOne } from './governance.js';
import { keys } from './keys.js';
import { decisionOn, type Asked } from './fake-policy.js';

export const leaseValue = 'lease-value-that-nobody-may-see';
export const providerKey = 'sk-provider-key-that-nobody-may-see';

type Answer = (request: never) => unknown;

/** Policy and credentials as the gateway asks them; specs replace single answers. */
export class FakeRpc implements RpcPort {
  readonly asked: { subject: string; request: unknown }[] = [];
  private readonly answers = new Map<string, Answer>();

  constructor(tools: readonly ToolDocument[], providers: readonly ProviderDocument[]) {
    this.on('rpc.policy.getRegistry', () => registryOf(tools, providers));
    this.on('rpc.policy.listAllowedModels', () => ({
      revision: revisionOne,
      models: providers.flatMap(({ name, models }) => models.map((model) => ({ name: model.name, providers: [name] }))),
    }));
    this.on('rpc.policy.getToolsInReach', () => ({ revision: revisionOne, tools: tools.map(({ name }) => name) }));
    this.on('rpc.policy.recheckToolCall', (asked: Asked & { argumentsText: string }) =>
      keys.sign(
        decisionOn({ ...asked, argumentsDigest: digestOfBytes(Buffer.from(asked.argumentsText)) }, 'hold', {
          phase: 'recheck',
          decisionId: `again_${asked.callId}`,
        }),
      ),
    );
    this.on('rpc.credentials.authenticateAgentKey', () => ({ keyId: 'key_1', tenant: 'acme', agent: 'triage' }));
    this.on('rpc.credentials.checkRun', () => ({ keyId: 'key_1', expiresAt: '2026-11-21T13:00:00.000Z' }));
    this.on('rpc.credentials.openRun', () => ({
      runId: 'run_1',
      expiresAt: '2026-11-21T13:00:00.000Z',
      sealedToken: null,
    }));
    this.on('rpc.credentials.redeemLease', (request: { oneTimeKey: { x: string } }) =>
      leaseOf(request.oneTimeKey, leaseValue),
    );
    this.on('rpc.credentials.leaseProviderKey', (request: { oneTimeKey: { x: string } }) =>
      leaseOf(request.oneTimeKey, providerKey),
    );
  }

  on<R>(subject: string, answer: (request: R) => unknown): void {
    this.answers.set(subject, answer as Answer);
  }

  /** Makes a service refuse, or be away (`service_unavailable`). */
  refuse(subject: string, reasonCode: string): void {
    this.on(subject, () => ({ refusal: { reasonCode, message: `${subject}: ${reasonCode}` } }));
  }

  /** What a service would answer. */
  answer(subject: string, request: unknown): unknown {
    return this.answers.get(subject)?.(request as never);
  }

  count(subject: string): number {
    return this.asked.filter((one) => one.subject === subject).length;
  }

  async call(definition: RpcDefinition, request: unknown): Promise<Result<never>> {
    const subject = rpcSubject(definition);
    this.asked.push({ subject, request });
    const answer = await this.answers.get(subject)?.(definition.request.parse(request) as never);
    const refusal = (answer as { refusal?: Refusal } | undefined)?.refusal;
    if (answer === undefined || refusal) {
      return { ok: false, refusal: refusal ?? { reasonCode: 'service_unavailable', message: `${subject} is away` } };
    }
    return { ok: true, value: definition.response.parse(answer) as never };
  }
}

/** Leases as the gateway gets them, without the cost of real encryption; `x25519-keys.spec.ts` has that. */
export const plainKeys: OneTimeKeys = {
  create: () => ({
    publicJwk: { kty: 'OKP', crv: 'X25519', x: 'public' },
    open: async (sealed) => sealed.replace(/^sealed for public: /, ''),
  }),
};

function leaseOf(oneTimeKey: { x: string }, value: string) {
  const sealedValue = `sealed for ${oneTimeKey.x}: ${value}`;
  return { leaseId: 'lease_1', expiresAt: '2026-11-21T12:05:00.000Z', sealedValue };
}
