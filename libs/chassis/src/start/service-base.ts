import type { Service } from '@countersign/contracts';
import { Bus, OutboxRelay, type ReportError } from '@countersign/messaging';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { createLogger } from '../logging/create-logger.js';
import type { DataSourceParts } from '../storage/create-data-source.js';
import { openDatabase, type DatabaseSettings } from '../storage/open-database.js';
import { OutboxTable } from '../storage/outbox-table.js';

interface BusSettings {
  NATS_URL: string[];
  NATS_USER: string;
  NATS_PASSWORD: string;
  LOG_LEVEL: string;
}

/** What every service that stores something stands on. */
export interface ServiceBase {
  logger: Logger;
  report: ReportError;
  bus: Bus;
  source: DataSource;
  /** Brings the facts of the service's outbox to the bus; start it when the rest is ready. */
  relay: OutboxRelay;
}

/** A logger, and how unexpected errors are told to it. */
export function openLog(service: Service, { LOG_LEVEL }: Pick<BusSettings, 'LOG_LEVEL'>) {
  const logger = createLogger(service, LOG_LEVEL);
  const report: ReportError = (error, context) => logger.error({ err: error, ...context }, 'unexpected error');
  return { logger, report };
}

/** Connects to the bus as this service's own user. */
export function connectBus(service: Service, settings: BusSettings, report: ReportError): Promise<Bus> {
  const { NATS_URL: servers, NATS_USER: user, NATS_PASSWORD: password } = settings;
  return Bus.connect(service, { servers, user, password }, report);
}

/** Opens a storing service's log, database and bus, in this order. The schema is named after the service. */
export async function openServiceBase(
  service: Service,
  settings: BusSettings & DatabaseSettings,
  migrations: DataSourceParts['migrations'],
): Promise<ServiceBase> {
  const { logger, report } = openLog(service, settings);
  const source = await openDatabase(service, settings, migrations);
  const bus = await connectBus(service, settings, report);
  const store = new OutboxTable(source, service);
  const watermark = () => bus.record.current();
  return {
    logger,
    report,
    source,
    bus,
    relay: new OutboxRelay({ store, publisher: bus.publisher, watermark, report }),
  };
}

/** What came last goes first. */
export async function closeServiceBase({ relay, bus, source }: ServiceBase): Promise<void> {
  await relay.stop();
  await bus.close();
  await source.destroy();
}
