import {
  authenticatePerson,
  listApprovals,
  voteApproval,
  type ApprovalView,
  type PersonActor,
  type Result,
} from '@countersign/contracts';
import { digestOfBytes } from '@countersign/evidence';
import type { SimulatedConnection } from '@countersign/testing';
import type { World } from '../world/world.js';

/** Everybody who might decide: those who may, those who may not, and those of another tenant. */
export const people = {
  demo: ['ada.oncall', 'ben.oncall', 'cid.release', 'fay.principal', 'ola.owner'],
  acme: ['dan.oncall', 'eva.oncall', 'cleo.owner'],
} as const;
type Tenant = keyof typeof people;

export function tokenDigestOf(person: string): string {
  return digestOfBytes(Buffer.from(`token of ${person}`));
}

const lookEveryMs = 2_000;
const attempts = 3;

/** People at the console: they look at what waits, and each does with it what people do. */
export class People {
  private readonly seen = new Set<string>();
  private readonly actors = new Map<string, PersonActor>();
  private readonly late: (() => void)[] = [];

  constructor(
    private readonly world: World,
    private readonly console: SimulatedConnection,
  ) {}

  /** From now on until that much later somebody looks at what waits. */
  attend(milliseconds: number): void {
    const { time } = this.world;
    const until = time.now() + milliseconds;
    const look = () => {
      void this.look('demo');
      void this.look('acme');
      if (time.now() < until) time.after(lookEveryMs, look, this.console.process);
    };
    time.after(0, look, this.console.process);
  }

  /** Those who had put their decision off make it now. */
  returnLate(): void {
    for (const work of this.late.splice(0)) this.world.time.after(0, work, this.console.process);
  }

  private async look(tenant: Tenant): Promise<void> {
    const actor = await this.actorOf(people[tenant][0]);
    if (!actor) return;
    const listed = await this.console.rpc.call(listApprovals, { actor, status: 'pending', limit: 20 });
    for (const approval of listed.ok ? listed.value.approvals : []) {
      if (this.seen.has(approval.approvalId)) continue;
      this.seen.add(approval.approvalId);
      for (const person of people[tenant]) this.react(person, approval);
      if (this.world.random.chance(0.3)) this.react(people[tenant === 'demo' ? 'acme' : 'demo'][0], approval);
    }
  }

  private react(person: string, approval: ApprovalView): void {
    const { random, time } = this.world;
    const mood = random.next();
    const vote = mood < 0.08 ? 'reject' : 'approve';
    const decide = () => void this.decide(person, approval, vote);
    const act = () => {
      time.after(random.between(100, 12_000), decide, this.console.process);
      if (mood > 0.5) time.after(random.between(100, 12_000), decide, this.console.process);
    };
    if (mood > 0.85) return;
    if (mood > 0.7) this.late.push(act);
    else act();
  }

  private async decide(person: string, approval: ApprovalView, vote: 'approve' | 'reject'): Promise<void> {
    const { history, time, random } = this.world;
    const { approvalId, callId, actionDigest, argumentsText } = approval;
    const actor = await this.actorOf(person);
    if (!actor) return;
    history.ballots.push({ approvalId, callId, person, vote, shown: argumentsText, actionDigest });
    const ask = { actor, approvalId, actionDigest, vote, reason: random.chance(0.5) ? 'because' : null };
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const answer = await this.console.rpc.call(voteApproval, { ...ask, channel: 'web' });
      history.note(person, `${vote}s ${approvalId}: ${told(answer)}`);
      if (answer.ok || answer.refusal.reasonCode !== 'service_unavailable') return;
      await time.sleep(random.between(200, 3_000));
    }
  }

  private async actorOf(person: string): Promise<PersonActor | null> {
    const known = this.actors.get(person);
    if (known) return known;
    const answer = await this.console.rpc.call(authenticatePerson, { tokenDigest: tokenDigestOf(person) });
    if (answer.ok) this.actors.set(person, answer.value.actor);
    return answer.ok ? answer.value.actor : null;
  }
}

function told(answer: Result<ApprovalView>): string {
  return answer.ok ? answer.value.status : answer.refusal.reasonCode;
}
