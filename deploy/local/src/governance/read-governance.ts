import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { governanceDocumentSchema, type GovernanceDocument } from '@countersign/contracts';
import { parseAllDocuments } from 'yaml';

export interface GovernanceFile {
  path: string;
  text: string;
}

const governanceFile = /\.ya?ml$/;

/** The files of one tenant's governance folder, as `publish` takes them. */
export function readGovernanceFiles(folder: string): GovernanceFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && governanceFile.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path: relative(folder, path), text: readFileSync(path, 'utf8') }));
}

function withVariables(text: string, variables: Record<string, string>): string {
  return text.replace(/\$\{([A-Z][A-Z0-9_]*)\}/g, (whole, name: string) => variables[name] ?? whole);
}

/** Those documents that are complete; the policy service is who judges the others. */
export function governanceDocuments(
  files: readonly GovernanceFile[],
  variables: Record<string, string>,
): GovernanceDocument[] {
  return files
    .flatMap(({ text }) => parseAllDocuments(withVariables(text, variables)))
    .flatMap((document) => {
      const parsed = governanceDocumentSchema.safeParse(document.toJS());
      return parsed.success ? [parsed.data] : [];
    });
}
