import { checkIssuers } from '@countersign/contracts';
import type { RpcPort } from '@countersign/messaging';
import type { CredentialFaults } from '../handlers/ports.js';

/** Asked of credentials this many at a time. */
const atOnce = 200;

/** A service that does not answer cannot issue anything either. */
export function credentialFaults(rpc: RpcPort): CredentialFaults {
  return async (tenant, credentials) => {
    const faults: Record<string, string> = {};
    for (let at = 0; at < credentials.length; at += atOnce) {
      const asked = credentials.slice(at, at + atOnce).map(({ tool, issuer, scope }) => ({ tool, issuer, scope }));
      const answer = await rpc.call(checkIssuers, { tenant, credentials: asked });
      const said = answer.ok
        ? answer.value.faults
        : Object.fromEntries(asked.map(({ tool }) => [tool, answer.refusal.message]));
      Object.assign(faults, said);
    }
    return faults;
  };
}
