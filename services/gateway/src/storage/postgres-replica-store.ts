import type { DataSource } from 'typeorm';
import type { ReplicaStore } from '../handlers/ports/replica-store.js';

export class PostgresReplicaStore implements ReplicaStore {
  constructor(private readonly source: DataSource) {}

  async beat(replica: string): Promise<void> {
    const sql = `insert into gateway.replicas (replica, beat_at) values ($1, now()) on conflict (replica) do update set beat_at = now()`;
    await this.source.query(sql, [replica]);
    await this.source.query(`delete from gateway.replicas where beat_at < now() - interval '1 day'`);
  }

  async leave(replica: string): Promise<void> {
    await this.source.query(`delete from gateway.replicas where replica = $1`, [replica]);
  }
}
