import type { documentKindSchema } from '@countersign/contracts';
import { parseStrictJson } from '@countersign/evidence';
import { parseAllDocuments, type Document, type Tags } from 'yaml';
import type { z } from 'zod';
import { CommandError } from '../output/command-error.js';

type DocumentKind = z.infer<typeof documentKindSchema>;

/** Deeper than any plan or manifest. */
const maxDepth = 128;

/** JSON, or for Kubernetes every document of a YAML file, read as those who apply it read it. */
export function parseDocument(kind: DocumentKind, text: string, file: string): unknown {
  return kind === 'kubernetes' ? parseManifests(text, file) : parseJson(kind, text, file);
}

/** Two members of one name, of which a parser would drop one, are refused. */
function parseJson(kind: DocumentKind, text: string, file: string): unknown {
  const parsed = parseStrictJson(Buffer.from(text), { maxDepth });
  if (parsed.ok) return parsed.value;
  const hint = kind === 'terraform-plan' ? '\nMake it with: terraform show -json plan.bin > plan.json' : '';
  throw new CommandError(`${file} is no JSON: ${parsed.refusal.message}${hint}`);
}

/** kubectl reads YAML 1.1, where `yes` is true and `<<` merges: to read it otherwise would judge other manifests. */
function parseManifests(text: string, file: string): unknown[] {
  try {
    const documents = parseAllDocuments(text, { version: '1.1', customTags: plainTags, prettyErrors: true });
    return documents
      .map((document) => manifestOf(document))
      .flat()
      .filter((value) => value !== null);
  } catch (error) {
    throw new CommandError(`${file} is no YAML for Kubernetes: ${(error as Error).message}`);
  }
}

function manifestOf(document: Document.Parsed): unknown {
  const fault = [...document.errors, ...document.warnings][0];
  if (fault) throw fault;
  const { explicit, version } = document.directives.yaml;
  if (explicit && version !== '1.1') throw new Error(`%YAML ${version} is not what kubectl reads; leave it out`);
  return document.toJS() as unknown;
}

/** Without those that make other things than JSON has: times stay texts, and what is marked !!set or !!binary is refused. */
function plainTags(tags: Tags): Tags {
  const others = /:(?:timestamp|binary|omap|pairs|set)$/;
  return tags.filter((tag) => typeof tag === 'string' || (!others.test(tag.tag) && tag.format !== 'TIME'));
}
