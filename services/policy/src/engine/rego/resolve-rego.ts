import type { GovernanceDocument, RegoDocument } from '@countersign/contracts';
import type { ParsedGovernance } from '../../domain/governance/parse-governance.js';
import type { GovernanceFile, GovernanceProblem } from '../../domain/governance/problem.js';
import type { CompileRego } from './compile-rego.js';
import type { FetchBundle } from './fetch-bundle.js';
import type { GuardShelf } from './guard-shelf.js';

export interface RegoSources {
  compile: CompileRego;
  fetch: FetchBundle;
}

interface Resolving {
  /** Texts of the files that are no YAML; bundles in base64. */
  attachments: ReadonlyMap<string, string>;
  sources: RegoSources | undefined;
  guards: GuardShelf;
}

/** As many as a decision can name. */
const mostBundles = 16;
const maxBundleBytes = 384 * 1024;

export function isAttachment({ path }: GovernanceFile): boolean {
  return /\.(rego|tar\.gz)$/.test(path);
}

/** Gets, compiles and tries every bundle that the documents name, so that what is in force needs nothing from elsewhere. */
export async function resolveRego(
  parsed: Extract<ParsedGovernance, { ok: true }>,
  resolving: Resolving,
): Promise<ParsedGovernance> {
  const problems: GovernanceProblem[] = [];
  const documents: GovernanceDocument[] = [];
  for (const document of parsed.documents) {
    const resolved = document.kind === 'Rego' ? await tried(document, resolving) : document;
    if (typeof resolved !== 'string') documents.push(resolved);
    else problems.push(problemOf(document as RegoDocument, resolved));
  }
  const count = documents.filter(({ kind }) => kind === 'Rego').length;
  if (count > mostBundles)
    problems.push({
      ...nowhere,
      message: `${count} Rego documents are more than the ${mostBundles} that a decision can name`,
    });
  return problems.length > 0 ? { ok: false, problems } : { ...parsed, documents };
}

const nowhere = { path: 'Rego', line: null, column: null };

function problemOf({ name, file, url }: RegoDocument, message: string): GovernanceProblem {
  return { ...nowhere, path: (file ?? url ?? name).slice(0, 512), message: `Rego ${name}: ${message}`.slice(0, 1000) };
}

/** The document with its bundle, or what is wrong. */
async function tried(document: RegoDocument, resolving: Resolving): Promise<RegoDocument | string> {
  try {
    const bytes = await bundleOf(document, resolving);
    if (bytes.length > maxBundleBytes) return `its bundle is larger than ${maxBundleBytes} bytes`;
    const resolved = { ...document, bundle: bytes.toString('base64') };
    await resolving.guards.take(resolved);
    return resolved;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function bundleOf(document: RegoDocument, { attachments, sources }: Resolving): Promise<Buffer> {
  const { file, url, entrypoint, key, bundle } = document;
  if (!sources) throw new Error('Rego of your own cannot be applied here');
  if (url !== undefined) return sources.fetch(url);
  const text = attachments.get(file as string);
  if (text !== undefined && file?.endsWith('.rego')) return sources.compile(text, entrypoint);
  if (text !== undefined) return Buffer.from(text, 'base64');
  // Documents that were read back bring their bundle; without a signature anything could stand there.
  if (bundle !== undefined && key) return Buffer.from(bundle, 'base64');
  throw new Error(`there is no file ${file} beside the governance files that were sent`);
}
