import type { GovernanceDocument, RegoDocument } from '@countersign/contracts';
import type { ReportError } from '@countersign/messaging';
import type { StoredRevision } from './ports.js';
import { publishOrPropose, type ProposeParts } from './publish-or-propose.js';

export interface RefreshParts extends ProposeParts {
  /** Gets a bundle from a bundle server; throws why it could not. */
  fetch: (url: string) => Promise<Buffer>;
  /** The Rego documents in force for a tenant. */
  rego: (tenant: string) => Promise<RegoDocument[]>;
  report: ReportError;
}

type FromServer = RegoDocument & { url: string };

/**
 * Asks the bundle servers of all tenants for newer bundles, and puts what they have in force: as a revision of its own,
 * on the record, so that all replicas have it and an auditor can make its decisions again. What does not load, or is
 * not signed by the pinned key, leaves the last good revision in force.
 */
export function refreshBundles(parts: RefreshParts) {
  /** By tenant and name: what was tried last, so that nothing is tried or told twice. */
  const tried = new Map<string, string>();
  return async function refreshBundlesOfAllTenants(): Promise<void> {
    for (const { tenant } of await parts.store.heads()) {
      const documents = (await parts.rego(tenant)).filter(isFromServer);
      for (const document of documents) await refresh(parts, { tenant, document, tried });
    }
  };
}

function isFromServer(document: RegoDocument): document is FromServer {
  return document.url !== undefined;
}

interface Refreshing {
  tenant: string;
  document: FromServer;
  tried: Map<string, string>;
}

async function refresh(parts: RefreshParts, { tenant, document, tried }: Refreshing): Promise<void> {
  const { name, url } = document;
  try {
    const bundle = (await parts.fetch(url)).toString('base64');
    if (bundle === document.bundle || tried.get(`${tenant} ${name}`) === bundle) return;
    tried.set(`${tenant} ${name}`, bundle);
    const current = await parts.store.current(tenant);
    if (current) await publishWith(parts, current, { name, url, bundle });
  } catch (error) {
    parts.report(error, { tenant, name, url, doing: 'looking for a newer bundle; the last good one stays' });
  }
}

async function publishWith(
  parts: RefreshParts,
  current: StoredRevision,
  { name, url, bundle }: { name: string; url: string; bundle: string },
): Promise<void> {
  const documents = current.documents.map((document): GovernanceDocument => {
    const isMeant = document.kind === 'Rego' && document.name === name && document.url === url;
    return isMeant ? { ...document, bundle } : document;
  });
  const { tenant, publishedBy } = current;
  const loaded = await parts.source.load(documents);
  const open = await parts.proposals.open(tenant);
  if (open.some(({ revision }) => revision === loaded.compiled.revision)) return;
  const actor = { tenant, person: publishedBy, roles: ['admin' as const] };
  await publishOrPropose(parts, { actor, documents, loaded, bundleServer: url });
}
