/** What only other services know, gathered before. */
export interface Outside {
  nowMs: number;
  environment?: string;
  /** Why no credential can be issued for a tool; tools not named are fine. */
  credentialFaults: Readonly<Record<string, string>>;
  /** People who may not decide on approvals, whatever a group says. */
  unreachable: readonly string[];
  /** People who could not sign in yet: nobody has given them a token. */
  withoutSignIn: readonly string[];
}
