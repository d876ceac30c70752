import type { PersonActor, Refused } from '@countersign/contracts';

/** Keys are handed out by administrators only. Null means allowed. */
export function requireAdmin(actor: PersonActor): Refused | null {
  if (actor.roles.includes('admin')) return null;
  return {
    ok: false,
    refusal: {
      reasonCode: 'forbidden',
      message: 'Only an administrator may do this.',
      remedy: 'Ask an administrator of your tenant.',
    },
  };
}
