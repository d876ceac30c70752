import type { Service } from '@countersign/contracts';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { gatherWrites } from './gather-writes.js';

export interface BusCredentials {
  /** One or more `nats://host:port`. */
  servers: string[];
  user: string;
  password: string;
}

/**
 * Connects as one service. It never gives up reconnecting; `closed()` therefore means that the process should end.
 * Pings are frequent so that a dead peer is noticed within seconds.
 */
export async function connectBus(
  service: Service | 'provisioner',
  credentials: BusCredentials,
): Promise<NatsConnection> {
  const connection = await connect({
    servers: credentials.servers,
    user: credentials.user,
    pass: credentials.password,
    name: service,
    inboxPrefix: `_INBOX_${service}`,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    pingInterval: 5_000,
    maxPingOut: 2,
    ignoreAuthErrorAbort: true,
    waitOnFirstConnect: true,
  });
  gatherWrites(connection);
  return connection;
}
