import { rpcSubject, type Refused, type RpcDefinition } from '@countersign/contracts';
import type { RpcPort, RpcRoute } from '@countersign/messaging';
import type { SeededRandom } from './seeded-random.js';
import type { VirtualTime } from './virtual-time.js';

const unreachable: Refused = {
  ok: false,
  refusal: { reasonCode: 'service_unavailable', message: 'The service did not answer.' },
};

/** Request and reply between simulated services. A lost reply looks to the asker like a lost request: the work may have been done. */
export class SimulatedRpc {
  private readonly routes = new Map<string, RpcRoute['handle']>();

  constructor(
    private readonly time: VirtualTime,
    private readonly random: SeededRandom,
    private readonly faults: { lost: number; slowestMs: number },
  ) {}

  /** A new life of a service takes over its routes. */
  serve(routes: readonly RpcRoute[]): void {
    for (const { definition, handle } of routes) this.routes.set(rpcSubject(definition), handle);
  }

  /** A dead service answers nothing. */
  silence(service: string): void {
    for (const subject of this.routes.keys()) if (subject.startsWith(`rpc.${service}.`)) this.routes.delete(subject);
  }

  client(): RpcPort {
    const call = (definition: RpcDefinition, request: unknown, timeoutMs = 3_000) =>
      this.exchange(definition, request, timeoutMs);
    return { call } as RpcPort;
  }

  private async exchange(definition: RpcDefinition, request: unknown, timeoutMs: number): Promise<unknown> {
    const handle = this.routes.get(rpcSubject(definition));
    if (!handle || this.random.chance(this.faults.lost)) return this.silent(timeoutMs);
    const answered = handle(definition.request.parse(request));
    const replyIsLost = this.random.chance(this.faults.lost);
    await this.time.sleep(this.random.between(0, this.faults.slowestMs));
    const inTime = Promise.race([answered.catch(() => unreachable), this.silent(timeoutMs)]);
    return replyIsLost ? this.silent(timeoutMs) : inTime;
  }

  private async silent(timeoutMs: number): Promise<Refused> {
    await this.time.sleep(timeoutMs);
    return unreachable;
  }
}
