import { authenticatePerson, type PersonActor, type Result } from '@countersign/contracts';
import type { RpcPort } from '@countersign/messaging';

export interface SignedIn {
  actor: PersonActor;
  displayName: string;
}

/** A revoked token or lost role takes effect within this time. */
const cacheMs = 2_000;
const maxCached = 1_000;

/** Asks approvals who a token belongs to. */
export class People {
  private readonly cache = new Map<string, { person: SignedIn; until: number }>();

  constructor(private readonly rpc: RpcPort) {}

  async byTokenDigest(tokenDigest: string): Promise<Result<SignedIn>> {
    const cached = this.cache.get(tokenDigest);
    if (cached && cached.until > Date.now()) return { ok: true, value: cached.person };
    const answer = await this.rpc.call(authenticatePerson, { tokenDigest });
    this.cache.delete(tokenDigest);
    if (!answer.ok) return answer;
    const { actor, displayName } = answer.value;
    if (this.cache.size >= maxCached) this.cache.clear();
    this.cache.set(tokenDigest, { person: { actor, displayName }, until: Date.now() + cacheMs });
    return { ok: true, value: { actor, displayName } };
  }
}
