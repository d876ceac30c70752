import type { RunScope } from '../../domain/identity/caller.js';

/** What a run token says, under the signature of credentials. */
export interface RunClaims {
  tenant: string;
  agent: string;
  keyId: string;
  runId: string;
  principal: string | null;
  scope: RunScope;
}

export interface RunTokenCheck {
  /** Null when credentials has not signed it for this gateway, or its time is over. */
  verify(token: string): Promise<RunClaims | null>;
}
