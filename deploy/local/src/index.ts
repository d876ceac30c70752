export { type DevFile } from './instance/dev-file.js';
export { Instance } from './instance/instance.js';
export { lockInstance, type LockAttempt } from './instance/instance-lock.js';
export { type LaunchRequest } from './instance/launch-request.js';
export { startEmbeddedNats, type EmbeddedNats, type EmbeddedNatsOptions } from './nats/start-embedded-nats.js';
export { type ServiceDatabase } from './postgres/database-urls.js';
export { type StoringService } from './postgres/service-roles.js';
export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './postgres/start-embedded-postgres.js';
export { confinementFaults } from './postgres/confinement-faults.js';
export { startTemporaryPostgres, type TemporaryPostgres } from './postgres/temporary-postgres.js';
