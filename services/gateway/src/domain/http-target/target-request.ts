/** One request to a target, complete but for the credential and the connection. */
export interface TargetRequest {
  method: string;
  /** Absolute, with path and query filled in. */
  url: string;
  headers: Record<string, string>;
  body: string | null;
  timeoutMs: number;
  maxResponseBytes: number;
}
