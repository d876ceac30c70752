/** What only other services know, gathered before. */
export interface Outside {
  nowMs: number;
  environment?: string;
  /** Why no credential can be issued for a tool; tools not named are fine. */
  credentialFaults: Readonly<Record<string, string>>;
  /** People whom no approval would reach in any channel. */
  unreachable: readonly string[];
}
