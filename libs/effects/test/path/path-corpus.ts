import { readFileSync } from 'node:fs';

interface PathCorpus {
  ordinary: string[];
  adversarial: string[];
  adversarialWithCwd: { path: string; cwd: string }[];
}

export const paths = JSON.parse(readFileSync(new URL('./paths.json', import.meta.url), 'utf8')) as PathCorpus;
