import type { Service } from '@countersign/contracts';
import type { BusCredentials } from '@countersign/messaging';
import type { ServiceDatabase } from '../postgres/database-urls.js';
import type { StoringService } from '../postgres/service-roles.js';

/** A database and a bus, our own or somebody else's. */
export interface Infrastructure {
  databaseUrl: string;
  natsUrl: string;
  database: (service: StoringService) => ServiceDatabase;
  bus: (service: Service) => BusCredentials;
}

export type DatabaseSide = Pick<Infrastructure, 'databaseUrl' | 'database'>;
export type BusSide = Pick<Infrastructure, 'natsUrl' | 'bus'>;
