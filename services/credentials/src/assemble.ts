import {
  closeServiceBase,
  every,
  loadSigningKey,
  loadTrust,
  openServiceBase,
  randomIds,
  systemClock,
} from '@countersign/chassis';
import { type Bus, type PreparedEvent } from '@countersign/messaging';
import type { CredentialsConfig } from './config.js';
import { expireLeases } from './handlers/expire-leases.js';
import { revokeLeases } from './handlers/revoke-leases.js';
import { verifySignatures } from './handlers/verify-signatures.js';
import type { Issuer } from './issuers/issuer.js';
import { JwtIssuer } from './issuers/jwt-issuer.js';
import { runTokenSigner } from './issuers/run-token.js';
import { StoredSecretIssuer } from './issuers/stored-secret-issuer.js';
import { FileSecretStore } from './secrets/file-secret-store.js';
import { sealValue } from './secrets/seal-value.js';
import { migrations } from './storage/migrations/migrations.js';
import { PostgresCredentialsStore } from './storage/postgres-credentials-store.js';
import { startedOnRecord } from './transport/started-on-record.js';
import { RegistryReader } from './transport/registry-reader.js';
import { rpcRoutes } from './transport/rpc-routes.js';

function partsOf(config: CredentialsConfig, bus: Bus, store: PostgresCredentialsStore) {
  const signingKey = loadSigningKey(config.SIGNING_KEY_FILE);
  const trusted = loadTrust(config.TRUST_FILE);
  const secrets = new FileSecretStore(config.SECRETS_DIR);
  const registry = new RegistryReader(bus.rpc);
  return {
    store,
    clock: systemClock,
    ids: randomIds(systemClock),
    verify: verifySignatures({ policy: trusted('policy'), approvals: trusted('approvals') }),
    issuers: new Map<string, Issuer>([
      ['jwt', new JwtIssuer(signingKey)],
      ['secret', new StoredSecretIssuer(secrets)],
    ]),
    hasStarted: startedOnRecord(bus.rpc),
    tool: registry.tool.bind(registry),
    provider: registry.provider.bind(registry),
    secrets,
    seal: sealValue,
    signRunToken: runTokenSigner(signingKey),
    decisionMaxAgeMs: config.DECISION_MAX_AGE_SECONDS * 1000,
    ttlMs: config.PROVIDER_LEASE_SECONDS * 1000,
  };
}

/** The running service: what the one module provides and stops. */
export async function assemble(config: CredentialsConfig) {
  const base = await openServiceBase('credentials', config, migrations);
  const { logger, report, source, bus, relay } = base;
  const store = new PostgresCredentialsStore(source);
  const parts = { ...partsOf(config, bus, store), publish: (events: PreparedEvent[]) => relay.publishNow(events) };
  bus.serve(rpcRoutes(parts));
  relay.start();
  const stopExpiry = every(2_000, expireLeases(parts), report);
  const stopRevoking = every(2_000, revokeLeases(parts), report);
  const stop = async () => {
    await stopExpiry();
    await stopRevoking();
    await closeServiceBase(base);
  };
  return { logger, bus, source, stop };
}
