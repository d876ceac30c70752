import type { Result } from '@countersign/contracts';
import type { ApprovalsParts } from './ports.js';

/** Which of these people could not sign in to decide on anything: they have no token that is still good. */
export function checkApprovers(parts: Pick<ApprovalsParts, 'store'>) {
  return async (request: { tenant: string; people: string[] }): Promise<Result<{ withoutSignIn: string[] }>> => {
    const able = new Set(await parts.store.peopleWithToken(request.tenant, request.people));
    return { ok: true, value: { withoutSignIn: request.people.filter((person) => !able.has(person)) } };
  };
}
