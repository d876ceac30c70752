import { natsAuthorization, type BusUser } from '@countersign/messaging';

export interface NatsConfig {
  /** -1 lets the server choose. */
  port: number;
  storeDir: string;
  passwords: Record<BusUser, string>;
}

/** A nats-server configuration: loopback only, JetStream on disk, one user per service with the generated permissions. */
export function natsServerConfig({ port, storeDir, passwords }: NatsConfig): string {
  return [
    'server_name: countersign-local',
    `listen: "127.0.0.1:${port}"`,
    'max_payload: 1048576',
    `jetstream { store_dir: ${JSON.stringify(storeDir)} }`,
    natsAuthorization(passwords),
  ].join('\n');
}
