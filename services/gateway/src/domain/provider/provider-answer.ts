/** What came of asking a provider. Header names are lower-case. */
export type ProviderAnswer =
  { kind: 'answered'; status: number; headers: Record<string, string>; body: Buffer } | ProviderFailure;

export interface ProviderFailure {
  kind: 'failed';
  reasonCode: 'provider_unreachable' | 'provider_timeout' | 'provider_error' | 'response_too_large';
  /** Something may have been sent. */
  sent: boolean;
}
