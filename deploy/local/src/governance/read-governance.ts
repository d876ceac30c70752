import { existsSync } from 'node:fs';
import { governanceFilesBelow, type GovernanceFile } from '@countersign/cli';
import { governanceDocumentSchema, type GovernanceDocument } from '@countersign/contracts';
import { parseAllDocuments } from 'yaml';

/** The files of one tenant's governance folder, as `publish` takes them. */
export function readGovernanceFiles(folder: string): GovernanceFile[] {
  return existsSync(folder) ? governanceFilesBelow(folder) : [];
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
    .filter(({ path }) => /\.ya?ml$/.test(path))
    .flatMap(({ text }) => parseAllDocuments(withVariables(text, variables)))
    .flatMap((document) => {
      const parsed = governanceDocumentSchema.safeParse(document.toJS());
      return parsed.success ? [parsed.data] : [];
    });
}
