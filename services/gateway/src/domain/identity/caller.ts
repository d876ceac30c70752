/** Who asks. Everything here comes from the credential, nothing from other headers or the body. */
export interface Caller {
  tenant: string;
  agent: string;
  keyId: string;
}

/** The run within which a caller asks. */
export interface RunContext {
  runId: string;
  /** The person on whose behalf the run acts. */
  principal: string | null;
}
