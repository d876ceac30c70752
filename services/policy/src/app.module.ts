import {
  createMetrics,
  HealthController,
  metricsToken,
  readinessToken,
  type ReadinessCheck,
} from '@countersign/chassis';
import { Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { assemble } from './assemble.js';

type Service = Awaited<ReturnType<typeof assemble>>;

class Lifecycle implements OnApplicationShutdown {
  constructor(private readonly service: Service) {}

  onApplicationShutdown(): Promise<void> {
    return this.service.stop();
  }
}

function readinessOf(service: Service): ReadinessCheck[] {
  return [
    { name: 'bus', ready: () => service.bus.connected() },
    { name: 'registry looked at lately', ready: () => service.revisions.fresh() },
    {
      name: 'database',
      ready: () =>
        service.source.query('select 1').then(
          () => true,
          () => false,
        ),
    },
  ];
}

/** The one module of this service. */
@Module({})
export class AppModule {
  static of(service: Service): DynamicModule {
    return {
      module: AppModule,
      controllers: [HealthController],
      providers: [
        { provide: readinessToken, useValue: readinessOf(service) },
        { provide: metricsToken, useFactory: () => createMetrics('policy') },
        { provide: Lifecycle, useFactory: () => new Lifecycle(service) },
      ],
    };
  }
}
