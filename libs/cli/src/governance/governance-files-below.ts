import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface GovernanceFile {
  /** Relative to the folder that was asked for. */
  path: string;
  text: string;
}

function pathsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return pathsBelow(path);
    return /\.ya?ml$|(?<!_test)\.rego$|\.tar\.gz$/.test(entry.name) ? [path] : [];
  });
}

/** One file as the server takes it: bundles travel in base64. */
export function governanceFile(path: string, name: string): GovernanceFile {
  return { path: name, text: readFileSync(path, path.endsWith('.tar.gz') ? 'base64' : 'utf8') };
}

/** Every YAML file below a folder, with the Rego and the bundles beside them, in a fixed order. */
export function governanceFilesBelow(folder: string): GovernanceFile[] {
  return pathsBelow(folder)
    .sort()
    .map((path) => governanceFile(path, relative(folder, path)));
}
