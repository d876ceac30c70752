/**
 * Makes the decisions in a bundle of evidence again: `re-execute <directory> <index of its first leaf>`. A program of
 * its own, started by `countersign evidence verify --re-execute`: it needs no server, and what a bundle brings runs
 * apart from the verifier.
 */
import { loadAnalysers } from '@countersign/effects';
import { reExecuteBundle } from './re-execute-bundle.js';

const [directory, from] = process.argv.slice(2);
if (directory === undefined || from === undefined || !/^\d{1,15}$/.test(from)) {
  process.stderr.write('usage: re-execute <directory> <index of its first leaf>\n');
  process.exit(1);
}
await loadAnalysers();
process.stdout.write(`${JSON.stringify(await reExecuteBundle(directory, Number(from)))}\n`);
