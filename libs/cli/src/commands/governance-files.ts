import type { Command } from 'commander';
import { readGovernanceFolder, readVariables } from './read-governance-folder.js';

export interface FileOptions {
  file: string;
  var: string[];
}

const collect = (value: string, all: string[]) => [...all, value];

/** Adds the options of every command that reads governance files. */
export function withFiles(command: Command): Command {
  return command
    .requiredOption('-f, --file <path>', 'governance file or folder')
    .option('--var <NAME=value>', 'what ${NAME} stands for; may be repeated', collect, []);
}

/** The files and variables as the server takes them. */
export function filesOf(options: FileOptions) {
  return { files: readGovernanceFolder(options.file), variables: readVariables(options.var) };
}
