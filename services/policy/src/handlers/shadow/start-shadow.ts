import { instantOf } from '@countersign/chassis';
import { shadowStarted, type Result, type startShadow as definition } from '@countersign/contracts';
import { prepareEvent } from '@countersign/messaging';
import type { z } from 'zod';
import { namesOfChanges } from '../../domain/governance/compare-documents.js';
import { documentsPayload, refusalOfSize } from '../documents-payload.js';
import type { GovernanceStore, RevisionSource } from '../ports.js';
import type { GovernanceRequest } from '../publish-governance.js';
import { refusalToPublish } from '../publish-or-propose.js';

import type { ShadowParts } from './shadow-ports.js';

type Started = z.input<typeof definition.response>;

export interface StartShadowParts extends Pick<ShadowParts, 'shadows' | 'clock' | 'ids' | 'publish'> {
  store: GovernanceStore;
  source: RevisionSource;
  followShadows: () => Promise<void>;
}

/** Keeps a candidate and has every replica ask it about each call from now on; the decisions stay those of what is in force. */
export function startShadow(parts: StartShadowParts) {
  return async ({ actor, files, variables }: GovernanceRequest): Promise<Result<Started>> => {
    const refusal = refusalToPublish(actor);
    if (refusal) return refusal;
    const parsed = await parts.source.parse(files, variables);
    if (!parsed.ok)
      return { ok: true, value: { started: false, shadowId: null, revision: null, problems: parsed.problems } };
    const { documents } = parsed;
    const { revision } = (await parts.source.load(documents)).compiled;
    const current = await parts.store.current(actor.tenant);
    const startedAt = parts.clock.now();
    const shadow = {
      tenant: actor.tenant,
      shadowId: parts.ids.next('shw'),
      revision,
      startedBy: actor.person,
      startedAt,
      stopped: null,
    };
    const payloads = documentsPayload(parts, documents);
    const event = prepareEvent(shadowStarted, {
      id: `started_${shadow.shadowId}`,
      tenant: actor.tenant,
      time: instantOf(startedAt),
      actor: { kind: 'person', id: actor.person },
      subject: shadow.shadowId,
      data: {
        shadowId: shadow.shadowId,
        revision,
        baseRevision: current?.revision ?? null,
        startedBy: actor.person,
        ...namesOfChanges(current?.documents ?? [], documents),
      },
      payloads,
    });
    const tooLarge = refusalOfSize(event, payloads);
    if (tooLarge) return tooLarge;
    if (!(await parts.shadows.start(shadow, documents, [event]))) return running;
    await parts.publish([event]);
    await parts.followShadows();
    return { ok: true, value: { started: true, shadowId: shadow.shadowId, revision, problems: [] } };
  };
}

const running = {
  ok: false as const,
  refusal: {
    reasonCode: 'conflict',
    message: 'A candidate is running beside your policy already.',
    remedy: 'See what it says with countersign policy shadow status, and stop it with countersign policy shadow stop.',
  },
};
