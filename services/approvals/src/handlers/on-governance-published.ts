import { personDocumentSchema } from '@countersign/contracts';
import type { ReceivedEvent } from '@countersign/messaging';
import type { ApprovalsParts, PersonRecord } from './ports.js';

function peopleIn(documents: unknown, tenant: string): PersonRecord[] {
  if (!Array.isArray(documents)) throw new Error('governance documents are not a list');
  return documents.flatMap((document) => {
    const person = personDocumentSchema.safeParse(document);
    return person.success
      ? [{ tenant, person: person.data.name, displayName: person.data.displayName, roles: person.data.roles }]
      : [];
  });
}

/** Follows the people of a tenant's governance, so that roles are what the newest revision says. */
export function onGovernancePublished(parts: Pick<ApprovalsParts, 'store'>) {
  return async (event: ReceivedEvent): Promise<void> => {
    if (event.leaf.type !== 'GovernancePublished') return;
    const body = event.payloads['documents']?.body;
    if (body === undefined)
      throw new Error(`governance revision ${event.leaf.data.revision} came without its documents`);
    const documents: unknown = JSON.parse(Buffer.from(body, 'base64').toString('utf8'));
    await parts.store.replacePeople(event.leaf.tenant, {
      position: event.leaf.time,
      people: peopleIn(documents, event.leaf.tenant),
    });
  };
}
