import type { GovernanceDocument } from '@countersign/contracts';
import { readdirSync, readFileSync } from 'node:fs';
import type { PersonRecord } from '../../../services/approvals/src/handlers/ports.js';
import type { LoadedRevision } from '../../../services/policy/src/domain/decide/loaded-revision.js';
import { RevisionLoader } from '../../../services/policy/src/engine/revision-loader.js';
import type { RevisionSource } from '../../../services/policy/src/handlers/ports.js';

export const targetUrl = 'https://target.example';
const variables = { DEMO_TARGET_URL: targetUrl, DEMO_MODEL_URL: 'https://models.example/v1' };

/** What the demo tenant lacks and the promises need: a second quorum, a principal, people who may not vote. */
const moreOfDemo = `
kind: Person
name: cid.release
displayName: Cid Release
---
kind: Person
name: fay.principal
displayName: Fay Principal
---
kind: Group
name: releasers
members: [ada.oncall, ben.oncall, cid.release, fay.principal, ola.owner]
---
kind: Agent
name: releaser
owner: ola.owner
principal: fay.principal
---
kind: Tool
name: releases.deploy
status: approved
description: Bring a release out.
inputSchema:
  type: object
  additionalProperties: false
  required: [service]
  properties:
    service: { type: string, maxLength: 64 }
effects:
  - { as: declared, kind: write, target: { type: service, name: releases } }
connector: { kind: http, baseUrl: '${targetUrl}', method: POST, path: '/releases/{service}', timeoutMs: 4000 }
---
kind: Policy
name: releaser
agents: [releaser]
rules:
  - name: two people bring a release out
    tools: [releases.deploy]
    verdict: hold
    approvers: { groups: [releasers], quorum: 2, expires: 4h }
  - name: a pull request needs the on-call
    tools: [github.open_pull_request]
    verdict: hold
    approvers: { groups: [platform-oncall], quorum: 1, expires: 24h }
  - name: the demo model may be used
    models: [demo-model]
    verdict: allow
`;

const freeze = `
kind: Policy
name: freeze
agents: ['*']
rules:
  - name: no pull requests just now
    tools: [github.open_pull_request]
    verdict: deny
`;

/** One revision of a tenant's governance, ready to decide with; never changed, so that all seeds share it. */
interface Variant {
  documents: GovernanceDocument[];
  loaded: LoadedRevision;
  people: PersonRecord[];
}

export type Governance = ReadonlyMap<string, Variant>;

/** Revisions by name: what is in force at first, and what an administrator may publish meanwhile. */
export async function loadGovernance(): Promise<Governance> {
  const loader = new RevisionLoader();
  const demo = `${readTenant('demo')}\n---\n${moreOfDemo}`;
  const texts = {
    demo,
    'demo in a freeze': `${demo}\n---\n${freeze}`,
    'demo with another on-call': demo.replace('members: [ada.oncall, ben.oncall]\n', 'members: [cid.release]\n'),
    acme: readTenant('acme'),
  };
  const variants = new Map<string, Variant>();
  for (const [name, text] of Object.entries(texts)) variants.set(name, await load(loader, { path: name, text }));
  return variants;
}

function readTenant(tenant: string): string {
  const folder = new URL(`../../../governance/${tenant}/`, import.meta.url);
  const files = readdirSync(folder).filter((file) => file !== 'cases.yaml');
  return files.map((file) => readFileSync(new URL(file, folder), 'utf8')).join('\n---\n');
}

async function load(loader: RevisionLoader, file: { path: string; text: string }): Promise<Variant> {
  const parsed = await loader.parse([file], variables);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 2));
  const { documents } = parsed;
  const tenant = file.path.split(' ')[0] as string;
  const people = documents.flatMap((document) =>
    document.kind === 'Person'
      ? [{ tenant, person: document.name, displayName: document.displayName, roles: document.roles }]
      : [],
  );
  return { documents, people, loaded: await loader.load(documents) };
}

/** Gives ready revisions by name, since reading and loading them takes real time. */
export function readyRevisions(governance: Governance): RevisionSource {
  const byDocuments = new Map([...governance.values()].map(({ documents, loaded }) => [documents, loaded]));
  return {
    parse: async ([file]) => {
      const variant = governance.get(file?.path ?? '');
      if (!variant) throw new Error(`no governance of this name: ${file?.path}`);
      return { ok: true, documents: variant.documents, cases: [] };
    },
    load: async (documents) => {
      const loaded = byDocuments.get(documents as GovernanceDocument[]);
      if (!loaded) throw new Error('these documents were never loaded');
      return loaded;
    },
  };
}
