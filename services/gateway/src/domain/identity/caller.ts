/** Who asks. Everything here comes from the credential, nothing from other headers or the body. */
export interface Caller {
  tenant: string;
  agent: string;
  keyId: string;
  /** The run whose token is the credential; a plain key has none. */
  run?: RunContext;
}

/** The run within which a caller asks. */
export interface RunContext {
  runId: string;
  /** The person on whose behalf the run acts. */
  principal: string | null;
  /** What the run is limited to; absent: what policy allows. */
  scope?: RunScope;
}

/** Names or globs; null: no limit. */
export interface RunScope {
  tools: readonly string[] | null;
  models: readonly string[] | null;
}
