import type { SecretStore } from '../secrets/secret-store.js';
import type { Issuer, LeaseRequest } from './issuer.js';

/** For targets that know only long-lived tokens: hands out the secret named by the first scope, for this one call. */
export class StoredSecretIssuer implements Issuer {
  constructor(private readonly secrets: SecretStore) {}

  async mint(request: LeaseRequest): Promise<string | null> {
    const name = request.scope[0];
    return name === undefined ? null : this.secrets.read(request.tenant, name);
  }
}
