import {
  busReadiness,
  createMetrics,
  databaseReadiness,
  HealthController,
  metricsToken,
  readinessToken,
  stopOnShutdown,
  type ReadinessCheck,
} from '@countersign/chassis';
import { Module, type DynamicModule } from '@nestjs/common';
import type { assemble } from './assemble.js';

type Service = Awaited<ReturnType<typeof assemble>>;

function readinessOf(service: Service): ReadinessCheck[] {
  return [
    busReadiness(service.bus),
    { name: 'administration', ready: () => service.administration.ready() },
    { name: 'registry looked at lately', ready: () => service.revisions.fresh() },
    databaseReadiness(service.source),
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
        stopOnShutdown(service),
      ],
    };
  }
}
