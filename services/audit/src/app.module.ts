import {
  busReadiness,
  HealthController,
  metricsToken,
  readinessToken,
  stopOnShutdown,
  type ReadinessCheck,
} from '@countersign/chassis';
import { Module, type DynamicModule } from '@nestjs/common';
import type { assemble } from './assemble.js';
import { rpcRoutes } from './transport/rpc-routes.js';

type Service = Awaited<ReturnType<typeof assemble>>;

function readinessOf({ bus, sealer, checkpoints }: Service): ReadinessCheck[] {
  return [
    busReadiness(bus),
    { name: 'sealing or standing by', ready: () => ['sealing', 'standby'].includes(sealer.current()) },
    { name: 'the record continues what was signed', ready: () => checkpoints.isConsistent() },
  ];
}

/** The one module of this service. */
@Module({})
export class AppModule {
  static of(service: Service): DynamicModule {
    service.bus.serve(rpcRoutes(service.parts));
    return {
      module: AppModule,
      controllers: [HealthController],
      providers: [
        { provide: readinessToken, useValue: readinessOf(service) },
        { provide: metricsToken, useValue: service.metrics },
        stopOnShutdown(service),
      ],
    };
  }
}
