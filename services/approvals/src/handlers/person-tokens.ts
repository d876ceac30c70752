import { instantOf } from '@countersign/chassis';
import {
  personTokenIssued,
  personTokenRevoked,
  type PersonActor,
  type Refused,
  type Result,
} from '@countersign/contracts';
import { prepareEvent, type PreparedEvent } from '@countersign/messaging';
import type { ApprovalsParts } from './ports.js';

const forbidden: Refused = {
  ok: false,
  refusal: {
    reasonCode: 'forbidden',
    message: 'Only an administrator may do this.',
    remedy: 'Ask an administrator of your tenant.',
  },
};

/** Whose token this is. The roles are those of the newest governance revision, not of the day the token was made. */
export function authenticatePerson(parts: Pick<ApprovalsParts, 'store'>) {
  return async (request: {
    tokenDigest: string;
  }): Promise<Result<{ actor: PersonActor; tokenId: string; displayName: string }>> => {
    const token = await parts.store.tokenByDigest(request.tokenDigest);
    const person = token && token.revokedAt === null ? await parts.store.person(token.tenant, token.person) : null;
    if (!token || !person)
      return {
        ok: false,
        refusal: {
          reasonCode: 'unauthenticated',
          message: 'The token is unknown or revoked.',
          remedy: 'Sign in again or ask an administrator for a new token.',
        },
      };
    const actor = { tenant: token.tenant, person: person.person, roles: person.roles };
    return { ok: true, value: { actor, tokenId: token.tokenId, displayName: person.displayName } };
  };
}

/** Registers a token that the caller made and shows once. */
export function issuePersonToken(parts: ApprovalsParts) {
  return async (request: {
    actor: PersonActor;
    person: string;
    tokenDigest: string;
  }): Promise<Result<{ tokenId: string }>> => {
    const { actor, person } = request;
    if (!actor.roles.includes('admin')) return forbidden;
    if (!(await parts.store.person(actor.tenant, person))) {
      return {
        ok: false,
        refusal: {
          reasonCode: 'not_found',
          message: `Governance names no person ${person}.`,
          remedy: 'Add a Person document and apply it first.',
        },
      };
    }
    const tokenId = parts.ids.next('tok');
    const event = prepareEvent(personTokenIssued, {
      id: parts.ids.next('evt'),
      tenant: actor.tenant,
      time: instantOf(parts.clock.now()),
      actor: { kind: 'person', id: actor.person },
      subject: tokenId,
      data: { tokenId, person, by: actor.person },
    });
    await parts.store.addToken(
      { tokenId, tenant: actor.tenant, person, digest: request.tokenDigest, revokedAt: null },
      [event],
    );
    await parts.publish([event]);
    return { ok: true, value: { tokenId } };
  };
}

export function revokePersonToken(parts: ApprovalsParts) {
  return async (request: { actor: PersonActor; tokenId: string }): Promise<Result<{ tokenId: string }>> => {
    const { actor, tokenId } = request;
    if (!actor.roles.includes('admin')) return forbidden;
    const at = parts.clock.now();
    let stored: PreparedEvent[] = [];
    const revoked = await parts.store.revokeToken({ tenant: actor.tenant, tokenId, at }, (person) => {
      const data = { tokenId, person, by: actor.person };
      stored = [
        prepareEvent(personTokenRevoked, {
          id: parts.ids.next('evt'),
          tenant: actor.tenant,
          time: instantOf(at),
          actor: { kind: 'person', id: actor.person },
          subject: tokenId,
          data,
        }),
      ];
      return stored;
    });
    if (!revoked) return { ok: false, refusal: { reasonCode: 'not_found', message: 'There is no such active token.' } };
    await parts.publish(stored);
    return { ok: true, value: { tokenId } };
  };
}
