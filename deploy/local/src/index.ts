export { startEmbeddedNats, type EmbeddedNats, type EmbeddedNatsOptions } from './nats/start-embedded-nats.js';
export { type ServiceDatabase } from './postgres/database-urls.js';
export { type StoringService } from './postgres/service-roles.js';
export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './postgres/start-embedded-postgres.js';
