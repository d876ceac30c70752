import type { diffGovernance as definition, Result } from '@countersign/contracts';
import type { z } from 'zod';
import { compareDocuments, type DocumentChange } from '../domain/governance/compare-documents.js';
import type { GovernanceRequest } from './publish-governance.js';
import type { PublishParts } from './put-in-force.js';

type Diff = z.input<typeof definition.response>;

const mostListed = 500;
/** An answer must fit into one message of the bus, with room to spare. */
const mostBytes = 700_000;

/** What files would change of what is in force. Nothing is stored. */
export function diffGovernance(parts: Pick<PublishParts, 'source' | 'store'>) {
  return async ({ actor, files, variables }: GovernanceRequest): Promise<Result<Diff>> => {
    const current = await parts.store.current(actor.tenant);
    const inForce = current?.revision ?? null;
    const parsed = await parts.source.parse(files, variables);
    if (!parsed.ok) return { ok: true, value: { ...nothing, valid: false, problems: parsed.problems, inForce } };
    const { compiled } = await parts.source.load(parsed.documents);
    const { unchanged, ...lists } = compareDocuments(current?.documents ?? [], parsed.documents);
    const shown = fitting(lists);
    const told = { valid: true, problems: [], inForce, revision: compiled.revision, unchanged };
    return { ok: true, value: { ...told, ...shown } };
  };
}

const nothing = { revision: null, added: [], changed: [], removed: [], unchanged: 0, truncated: false };

interface Lists {
  added: DocumentChange[];
  changed: DocumentChange[];
  removed: DocumentChange[];
}

function fitting({ added, changed, removed }: Lists) {
  let left = mostBytes;
  const isTooLong = [added, changed, removed].some((list) => list.length > mostListed);
  let isCut = isTooLong;
  const fit = (list: readonly DocumentChange[]) =>
    list.slice(0, mostListed).map((change) => {
      left -= Buffer.byteLength(JSON.stringify(change));
      if (left >= 0) return change;
      isCut = true;
      return { name: change.name };
    });
  // What exists already and changes is what a reviewer needs most.
  const lists = { changed: fit(changed), added: fit(added), removed: fit(removed) };
  return { ...lists, truncated: isCut };
}
