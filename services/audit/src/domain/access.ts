import type { PersonActor, Refusal } from '@countersign/contracts';

/** Every signed-in person of the tenant may read the record; somebody without any role is nobody's colleague. */
export function refusalToRead(actor: PersonActor): Refusal | null {
  if (actor.roles.length > 0) return null;
  return { reasonCode: 'forbidden', message: 'Reading the record needs a role in this tenant.' };
}

const exporters = ['admin', 'auditor'];

export function refusalToExport(actor: PersonActor): Refusal | null {
  if (actor.roles.some((role) => exporters.includes(role))) return null;
  return {
    reasonCode: 'forbidden',
    message: 'Evidence is taken out by auditors and administrators only.',
    remedy: 'Ask an administrator for the auditor role.',
  };
}
