/** What came of asking a provider. Header names are lower-case. */
export type ProviderAnswer =
  { kind: 'answered'; status: number; headers: Record<string, string>; body: Buffer } | ProviderFailure;

export interface ProviderFailure {
  kind: 'failed';
  reasonCode: 'provider_unreachable' | 'provider_timeout' | 'provider_error' | 'response_too_large';
  /** Something may have been sent. */
  sent: boolean;
}

/** An answer that comes in pieces. Closing it early drops the connection. */
export interface ProviderStream {
  kind: 'streaming';
  headers: Record<string, string>;
  chunks: AsyncIterator<Uint8Array>;
  close(): void;
}
