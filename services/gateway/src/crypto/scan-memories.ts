import type { ScanMemory } from '@countersign/detectors';
import { createHmac, randomBytes } from 'node:crypto';

type Hits = NonNullable<ReturnType<ScanMemory['recall']>>;

/** About 15 MB at most, and far less where little is found. */
const mostTexts = 20_000;
const mostHits = 64;

/**
 * What the detectors found in texts of requests, so that a conversation that comes again with each request is looked
 * through once. Texts are known by a digest under a key that this process alone has, apart for each tenant and its set
 * of patterns; kept are categories and places, never values.
 */
export class ScanMemories {
  private readonly key = randomBytes(32);
  private readonly found = new Map<string, Hits>();

  constructor(private readonly most = mostTexts) {}

  /** For one tenant under one set of its own patterns. */
  of(tenant: string, patterns: string): ScanMemory {
    const scope = `${tenant.length} ${tenant} ${patterns} `;
    // A text that is looked for and then kept is digested once.
    let last = { text: '', digest: '' };
    const digestOf = (text: string) => {
      if (last.text !== text) last = { text, digest: this.digest(scope, text) };
      return last.digest;
    };
    return {
      recall: (text) => this.recall(digestOf(text)),
      keep: (text, hits) => this.keep(digestOf(text), hits),
    };
  }

  private digest(scope: string, text: string): string {
    return createHmac('sha256', this.key).update(scope).update(text).digest('base64');
  }

  private recall(digest: string): Hits | undefined {
    const hits = this.found.get(digest);
    if (hits) {
      // The texts that were not asked for longest go first.
      this.found.delete(digest);
      this.found.set(digest, hits);
    }
    return hits;
  }

  private keep(digest: string, hits: Hits): void {
    if (hits.length > mostHits) return;
    const [oldest] = this.found.keys();
    if (this.found.size >= this.most && oldest !== undefined) this.found.delete(oldest);
    this.found.set(
      digest,
      hits.map(({ category, detector, start, end }) => ({ category, detector, start, end })),
    );
  }
}
