import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CommandError } from '../output/command-error.js';

export interface GovernanceFile {
  path: string;
  text: string;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return /\.ya?ml$|(?<!_test)\.rego$|\.tar\.gz$/.test(entry.name) ? [path] : [];
  });
}

/** Bundles travel in base64. */
function textOf(path: string): string {
  return readFileSync(path, path.endsWith('.tar.gz') ? 'base64' : 'utf8');
}

/** Reads one YAML file or every one below a folder, with the Rego and the bundles beside them, in a fixed order. */
export function readGovernanceFolder(source: string): GovernanceFile[] {
  const stat = statSync(source, { throwIfNoEntry: false });
  if (!stat) throw new CommandError(`${source} does not exist. Give a governance file or folder with -f.`);
  const paths = stat.isDirectory() ? filesBelow(source).sort() : [source];
  if (paths.length === 0) throw new CommandError(`${source} holds no .yaml file.`);
  return paths.map((path) => ({
    path: stat.isDirectory() ? relative(source, path) : path,
    text: textOf(path),
  }));
}

/** `--var NAME=value`, repeated. */
export function readVariables(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const cut = pair.indexOf('=');
      if (cut < 1) throw new CommandError(`--var takes NAME=value, not "${pair}".`);
      return [pair.slice(0, cut), pair.slice(cut + 1)];
    }),
  );
}
