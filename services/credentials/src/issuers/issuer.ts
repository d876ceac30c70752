/** What a lease is to be good for. */
export interface LeaseRequest {
  leaseId: string;
  tenant: string;
  agent: string;
  run: string;
  callId: string;
  actionDigest: string;
  audience: string;
  scope: string[];
  issuedAt: number;
  expiresAt: number;
}

/** Mints one kind of credential. The value is returned once and never stored. */
export interface Issuer {
  /** Refused (null) when the issuer has nothing for this tenant and scope. */
  mint(request: LeaseRequest): Promise<string | null>;
}
