import { randomBytes } from 'node:crypto';

/** Prefixes tell the kinds apart, so that a leaked or mixed-up secret can be recognised. */
export type SecretKind = 'csa' | 'csp';

/** 256 random bits: `csa_...` for agents, `csp_...` for people. Shown once. */
export function newSecret(kind: SecretKind): string {
  return `${kind}_${randomBytes(32).toString('base64url')}`;
}
