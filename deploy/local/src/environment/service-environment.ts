import type { Service } from '@countersign/contracts';
import type { BusCredentials } from '@countersign/messaging';
import type { ServiceDatabase } from '../postgres/database-urls.js';
import { storingServices, type StoringService } from '../postgres/service-roles.js';
import type { Ports } from '../ports/parts.js';
import type { SecretFiles } from '../secrets/prepare-secrets.js';
import { inheritedEnvironment, ownSettings } from './inherited-environment.js';

/** What the settings of all services are made from. */
export interface InstanceContext {
  ports: Ports;
  files: SecretFiles;
  secretStore: string;
  signerState: string;
  exports: string;
  bus: (service: Service) => BusCredentials;
  database: (service: StoringService) => ServiceDatabase;
  /** The environment of `npm start`. */
  environment: NodeJS.ProcessEnv;
}

export const localUrl = (port: number) => `http://127.0.0.1:${port}`;

function isStoring(service: Service): service is StoringService {
  return (storingServices as readonly string[]).includes(service);
}

function databaseSettings(service: Service, context: InstanceContext): Record<string, string> {
  if (!isStoring(service)) return {};
  const { runtime, owner } = context.database(service);
  return { DATABASE_URL: runtime, MIGRATIONS_DATABASE_URL: owner };
}

function busSettings(service: Service, context: InstanceContext): Record<string, string> {
  const { servers, user, password } = context.bus(service);
  return { NATS_URL: servers.join(','), NATS_USER: user, NATS_PASSWORD: password };
}

const signers: readonly Service[] = ['policy', 'approvals', 'credentials', 'audit'];
const verifiers: readonly Service[] = ['gateway', 'approvals', 'credentials', 'audit'];

/** A signing key for those that sign, the public keys for those that verify. */
function keySettings(service: Service, { files }: InstanceContext): Record<string, string> {
  return {
    ...(signers.includes(service) ? { SIGNING_KEY_FILE: files.signingKeyFile(service) } : {}),
    ...(verifiers.includes(service) ? { TRUST_FILE: files.trustFile } : {}),
  };
}

/** What only one service is told. */
function particularSettings(
  service: Service,
  { files, secretStore, signerState, exports }: InstanceContext,
): Record<string, string> {
  const particular: Record<Service, Record<string, string>> = {
    gateway: { ALLOW_LOOPBACK_TARGETS: 'true' },
    policy: {},
    approvals: { BOOTSTRAP_FILE: files.bootstrapFile },
    credentials: { SECRETS_DIR: secretStore },
    audit: {
      LOG_ORIGIN_PREFIX: 'countersign.local',
      MANIFEST_KEY_FILE: files.manifestKeyFile,
      SIGNER_STATE_DIR: signerState,
      EXPORT_DIR: exports,
    },
    console: { ADMIN_SIGN_IN_FILE: files.adminSignInFile },
  };
  return particular[service];
}

/** The whole environment of one service's process; its `config.ts` reads these names. */
export function serviceEnvironment(service: Service, context: InstanceContext): Record<string, string> {
  return {
    ...inheritedEnvironment(context.environment),
    HOST: '127.0.0.1',
    PORT: String(context.ports[service]),
    GATEWAY_URL: localUrl(context.ports.gateway),
    CONSOLE_URL: localUrl(context.ports.console),
    ...keySettings(service, context),
    ...busSettings(service, context),
    ...databaseSettings(service, context),
    ...particularSettings(service, context),
    ...ownSettings(service, context.environment),
  };
}
