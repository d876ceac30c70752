import { instantOf, type Clock, type Ids } from '@countersign/chassis';
import { personSignedIn, personSignInRefused, systemTenant, type Result } from '@countersign/contracts';
import { prepareEvent, type EventPublisher } from '@countersign/messaging';
import { secretDigest } from '../domain/secret-digest.js';
import type { Sessions } from '../domain/sessions.js';
import type { OneTimeCodes } from './one-time-codes.js';
import type { People, SignedIn } from './people.js';

export interface SignInParts {
  people: People;
  sessions: Sessions;
  codes: OneTimeCodes;
  publisher: EventPublisher;
  clock: Clock;
  ids: Ids;
}

type Method = 'token' | 'one_time_link';

/** Opens sessions, and puts each sign-in and each refused try on the record. */
export class SignIn {
  constructor(private readonly parts: SignInParts) {}

  withToken(token: string): Promise<Result<{ cookie: string; person: SignedIn }>> {
    return this.open(secretDigest(token), 'token');
  }

  async withCode(code: string): Promise<Result<{ cookie: string; person: SignedIn }>> {
    const tokenDigest = await this.parts.codes.use(code);
    if (tokenDigest !== null) return this.open(tokenDigest, 'one_time_link');
    const refusal = {
      reasonCode: 'unauthenticated',
      message: 'This sign-in link was used before or is unknown.',
      remedy: 'Start Countersign again for a new link, or sign in with a token.',
    };
    await this.refused('one_time_link', refusal.reasonCode);
    return { ok: false, refusal };
  }

  private async open(tokenDigest: string, method: Method): Promise<Result<{ cookie: string; person: SignedIn }>> {
    const person = await this.parts.people.byTokenDigest(tokenDigest);
    if (!person.ok) {
      await this.refused(method, person.refusal.reasonCode);
      return person;
    }
    const { tenant, person: name } = person.value.actor;
    const { ids, clock, publisher } = this.parts;
    const id = ids.next('evt');
    const time = instantOf(clock.now());
    await publisher.publish(
      prepareEvent(personSignedIn, {
        id,
        tenant,
        time,
        actor: { kind: 'person', id: name },
        subject: id,
        data: { person: name, method },
      }),
    );
    return { ok: true, value: { cookie: this.parts.sessions.open(tokenDigest), person: person.value } };
  }

  private async refused(method: Method, reasonCode: string): Promise<void> {
    const { ids, clock, publisher } = this.parts;
    const id = ids.next('evt');
    const actor = { kind: 'service' as const, id: 'console' };
    const data = { method, reasonCode, count: 1 };
    await publisher.publish(
      prepareEvent(personSignInRefused, {
        id,
        tenant: systemTenant,
        time: instantOf(clock.now()),
        actor,
        subject: id,
        data,
      }),
    );
  }
}
