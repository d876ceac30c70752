import { readFileSync } from 'node:fs';

interface UrlCorpus {
  ordinary: string[];
  privateHosts: string[];
  /** Written with characters that fold to a private address; refused already for their notation. */
  privateHostsInDisguise: string[];
  oddUrls: string[];
}

export const urls = JSON.parse(readFileSync(new URL('./urls.json', import.meta.url), 'utf8')) as UrlCorpus;
