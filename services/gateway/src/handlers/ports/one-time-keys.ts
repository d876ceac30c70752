export interface OneTimeKey {
  /** Public half, a JWK. */
  publicJwk: { kty: 'OKP'; crv: 'X25519'; x: string };
  /** Opens what was sealed to it (compact JWE). */
  open(sealed: string): Promise<string>;
}

/** Makes a key for one request, so that a credential crosses the bus readable to nobody else. */
export interface OneTimeKeys {
  create(): OneTimeKey;
}
