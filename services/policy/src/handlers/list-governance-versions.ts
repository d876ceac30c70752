import { instantOf } from '@countersign/chassis';
import type { PersonActor, Result } from '@countersign/contracts';
import type { StoredVersion, VersionStore } from './ports.js';

interface Version extends Omit<StoredVersion, 'publishedAt'> {
  publishedAt: string;
}

/** What has been in force, newest first. */
export function listGovernanceVersions(parts: { versions: VersionStore }) {
  return async (request: {
    actor: PersonActor;
    limit: number;
    before?: number | undefined;
  }): Promise<Result<{ versions: Version[] }>> => {
    const { limit, before } = request;
    const stored = await parts.versions.list(request.actor.tenant, { limit, ...(before ? { before } : {}) });
    const versions = stored.map(({ publishedAt, ...version }) => ({ ...version, publishedAt: instantOf(publishedAt) }));
    return { ok: true, value: { versions } };
  };
}
