/** Where long-lived secrets stay. Drivers: files now; the value leaves only sealed to a one-time key. */
export interface SecretStore {
  /** Null when there is no such secret for this tenant. */
  read(tenant: string, name: string): Promise<string | null>;
}
