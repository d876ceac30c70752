import { randomBytes } from 'node:crypto';
import { secretDigest } from './secret-digest.js';

interface Session {
  /** The token behind the session: revoking it ends the session. */
  tokenDigest: string;
  expiresAt: number;
}

const maxSessions = 10_000;

/** Who is signed in. Kept by the digest of the cookie, so that a memory dump gives no usable cookie. */
export class Sessions {
  private readonly byDigest = new Map<string, Session>();

  constructor(
    private readonly lifetimeMs: number,
    private readonly now: () => number,
  ) {}

  /** Gives the cookie value of a new session. */
  open(tokenDigest: string): string {
    const cookie = randomBytes(32).toString('base64url');
    if (this.byDigest.size >= maxSessions) this.dropOldest();
    this.byDigest.set(secretDigest(cookie), { tokenDigest, expiresAt: this.now() + this.lifetimeMs });
    return cookie;
  }

  tokenDigestOf(cookie: string): string | null {
    const session = this.byDigest.get(secretDigest(cookie));
    return session && session.expiresAt > this.now() ? session.tokenDigest : null;
  }

  close(cookie: string): void {
    this.byDigest.delete(secretDigest(cookie));
  }

  private dropOldest(): void {
    const oldest = this.byDigest.keys().next();
    if (!oldest.done) this.byDigest.delete(oldest.value);
  }
}
