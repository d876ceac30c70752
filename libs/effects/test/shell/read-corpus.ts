import { readdirSync, readFileSync } from 'node:fs';

export interface CorpusEntry {
  readonly file: string;
  readonly command: string;
}

/**
 * The commands of a corpus: one JSON string per line, so that control characters and line ends can be written.
 * `ordinary` holds read-only commands people use, `adversarial` holds commands that must never count as reads.
 */
export function readCorpus(name: 'ordinary' | 'adversarial'): CorpusEntry[] {
  const folder = new URL(`./${name}/`, import.meta.url);
  return readdirSync(folder).flatMap((file) =>
    readFileSync(new URL(file, folder), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => ({ file, command: JSON.parse(line) as string })),
  );
}

/** Commands that change a file of the sandbox and do nothing else, each of them run by the differential test. */
export function readProbes(): string[] {
  const text = readFileSync(new URL('./probes.jsonl', import.meta.url), 'utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as string);
}
