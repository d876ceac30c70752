import {
  createDataSource,
  createLogger,
  every,
  loadSigningKey,
  loadTrust,
  migrate,
  OutboxTable,
  randomIds,
  systemClock,
  type DataSourceParts,
} from '@countersign/chassis';
import { Bus, OutboxRelay, type PreparedEvent, type ReportError } from '@countersign/messaging';
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

function databaseParts(config: CredentialsConfig, url: string): DataSourceParts {
  return {
    url,
    schema: 'credentials',
    entities: [],
    migrations,
    poolSize: config.DATABASE_POOL_SIZE,
  };
}

async function openDatabase(config: CredentialsConfig) {
  if (config.MIGRATIONS_DATABASE_URL) await migrate(databaseParts(config, config.MIGRATIONS_DATABASE_URL));
  return createDataSource(databaseParts(config, config.DATABASE_URL));
}

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
  const logger = createLogger('credentials', config.LOG_LEVEL);
  const report: ReportError = (error, context) => logger.error({ err: error, ...context }, 'unexpected error');
  const source = await openDatabase(config);
  const bus = await Bus.connect(
    'credentials',
    { servers: config.NATS_URL, user: config.NATS_USER, password: config.NATS_PASSWORD },
    report,
  );
  const store = new PostgresCredentialsStore(source);
  const relay = new OutboxRelay({
    store: new OutboxTable(source, 'credentials'),
    publisher: bus.publisher,
    watermark: () => bus.record.current(),
    report,
  });
  const parts = { ...partsOf(config, bus, store), publish: (events: PreparedEvent[]) => relay.publishNow(events) };
  bus.serve(rpcRoutes(parts));
  relay.start();
  const stopExpiry = every(2_000, expireLeases(parts), report);
  const stopRevoking = every(2_000, revokeLeases(parts), report);
  const stop = async () => {
    await stopExpiry();
    await stopRevoking();
    await relay.stop();
    await bus.close();
    await source.destroy();
  };
  return { logger, bus, source, stop };
}
