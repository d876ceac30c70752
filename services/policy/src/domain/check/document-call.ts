import type { Result } from '@countersign/contracts';

export type DocumentKind = 'terraform-plan' | 'kubernetes' | 'json';

interface Document {
  kind: DocumentKind;
  tool?: string | undefined;
  document: unknown;
}

/** A deployment's document as the tool call that would apply it. */
export interface DocumentCall {
  tool: string;
  arguments: Record<string, unknown>;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const refused = (message: string, remedy: string): Result<never> => ({
  ok: false,
  refusal: { reasonCode: 'document_malformed', message, remedy },
});

/** The same rules judge a deployment as judge agents: the document becomes the arguments of the tool that applies it. */
export function documentCall({ kind, tool, document }: Document): Result<DocumentCall> {
  if (kind === 'terraform-plan') return terraformCall(tool ?? 'terraform.apply', document);
  if (kind === 'kubernetes') return kubernetesCall(tool ?? 'kubectl.apply', document);
  if (tool === undefined)
    return refused('A JSON document says nothing about the tool that takes it.', 'Name the tool.');
  if (!isObject(document)) return refused('The document is no JSON object.', 'Give the arguments of the tool.');
  return { ok: true, value: { tool, arguments: document } };
}

function terraformCall(tool: string, plan: unknown): Result<DocumentCall> {
  if (isObject(plan) && Array.isArray(plan['resource_changes'])) {
    return { ok: true, value: { tool, arguments: { plan: { ...plan, resource_changes: changing(plan) } } } };
  }
  return refused(
    'The document has no resource_changes, so it is no Terraform plan in JSON.',
    'Make one with: terraform plan -out plan.bin && terraform show -json plan.bin > plan.json',
  );
}

/**
 * A plan names every resource, most of which stay as they are. Rules are about what changes: a port that is open already
 * must not keep everything else from being deployed. Where nothing changes, all of it is shown.
 */
function changing({ resource_changes: all }: Record<string, unknown>): unknown[] {
  const changes = all as unknown[];
  const found = changes.filter((change) => !staysAsItIs(change));
  return found.length > 0 ? found : changes;
}

function staysAsItIs(one: unknown): boolean {
  if (!isObject(one) || 'previous_address' in one || !isObject(one['change'])) return false;
  const { actions, importing } = one['change'];
  return importing === undefined && Array.isArray(actions) && actions.length === 1 && actions[0] === 'no-op';
}

function kubernetesCall(tool: string, document: unknown): Result<DocumentCall> {
  const manifests = [document].flat().flatMap(itemsOf);
  const isManifest = (one: unknown) => isObject(one) && typeof one['kind'] === 'string';
  if (manifests.length > 0 && manifests.every(isManifest))
    return { ok: true, value: { tool, arguments: { manifests } } };
  return refused(
    'Not every document is a Kubernetes manifest with a kind.',
    'Give what would be sent to kubectl apply.',
  );
}

/** A List stands for its items: rules must see each of them, lists in lists included. */
function itemsOf(one: unknown): unknown[] {
  const isList = isObject(one) && typeof one['kind'] === 'string' && one['kind'].endsWith('List');
  if (!isList || !Array.isArray(one['items'])) return [one];
  return (one['items'] as unknown[]).flatMap(itemsOf);
}
