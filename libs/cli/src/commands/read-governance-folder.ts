import { statSync } from 'node:fs';
import { governanceFile, governanceFilesBelow, type GovernanceFile } from '../governance/governance-files-below.js';
import { CommandError } from '../output/command-error.js';

/** Reads one YAML file, or what a folder holds of governance. */
export function readGovernanceFolder(source: string): GovernanceFile[] {
  const stat = statSync(source, { throwIfNoEntry: false });
  if (!stat) throw new CommandError(`${source} does not exist. Give a governance file or folder with -f.`);
  const files = stat.isDirectory() ? governanceFilesBelow(source) : [governanceFile(source, source)];
  if (files.length === 0) throw new CommandError(`${source} holds no .yaml file.`);
  return files;
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
