import { instantOf } from '@countersign/chassis';
import { toolDefinitionReapproved, type GovernanceDocument, type PersonActor } from '@countersign/contracts';
import { prepareEvent, type PreparedEvent } from '@countersign/messaging';
import { approvedAnew } from '../../domain/compile/approved-anew.js';
import type { CompiledPolicy } from '../../domain/compile/compiled-policy.js';
import type { ToolChanges } from '../../domain/compile/with-tool-changes.js';
import type { DecideParts } from '../ports.js';
import { followToolChanges, type FollowChangesParts } from './follow-tool-changes.js';
import type { StoredToolChange } from './tool-change-store.js';

export interface SettleParts extends FollowChangesParts, Pick<DecideParts, 'clock' | 'ids'> {
  revisions: FollowChangesParts['revisions'] & { toolChangesOf(tenant: string): ToolChanges };
  publish: (events: PreparedEvent[]) => Promise<unknown>;
}

interface Settling {
  tenant: string;
  person: string;
  tool: string;
  definitionDigest: string;
}

/** Settles what was found of one definition: a person says that it is approved all the same. */
export async function settleToolChanges(parts: SettleParts, settling: Settling): Promise<void> {
  const event = await parts.toolChanges.settle(settling, (changes) => reapprovedEvent(parts, settling, changes));
  await followToolChanges(parts)();
  if (event) await parts.publish([event]);
}

/** Who publishes a definition that was found changed, and was not in force, approves it by that. */
export function settleWhatIsPublished(parts: SettleParts) {
  return async (
    { tenant, person }: PersonActor,
    previous: readonly GovernanceDocument[],
    next: CompiledPolicy,
  ): Promise<void> => {
    for (const { document, definitionDigest } of approvedAnew(previous, next, parts.revisions.toolChangesOf(tenant))) {
      await settleToolChanges(parts, { tenant, person, tool: document.name, definitionDigest });
    }
  };
}

function reapprovedEvent(parts: SettleParts, settling: Settling, changes: StoredToolChange[]): PreparedEvent {
  const id = parts.ids.next('evt');
  const { tenant, person, tool, definitionDigest: toolDefinitionDigest } = settling;
  const [first] = changes;
  if (!first) throw new Error('there is nothing to settle');
  const settled = changes.slice(-100).map(({ eventId }) => eventId);
  return prepareEvent(toolDefinitionReapproved, {
    id,
    tenant,
    time: instantOf(parts.clock.now()),
    actor: { kind: 'person', id: person },
    subject: id,
    data: {
      ...{ tool, toolDefinitionDigest, pinnedDigest: first.pinnedDigest },
      ...{ reapprovedBy: person, changes: settled },
    },
  });
}
