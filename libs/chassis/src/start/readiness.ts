import type { Bus } from '@countersign/messaging';
import type { DataSource } from 'typeorm';

/** One thing that must be true before a service takes work. */
export interface ReadinessCheck {
  name: string;
  ready: () => boolean | Promise<boolean>;
}

export const busReadiness = (bus: Bus): ReadinessCheck => ({ name: 'bus', ready: () => bus.connected() });

export const databaseReadiness = (source: DataSource): ReadinessCheck => ({
  name: 'database',
  ready: () =>
    source.query('select 1').then(
      () => true,
      () => false,
    ),
});

export const readinessToken = Symbol('readiness checks');
