import {
  busReadiness,
  createMetrics,
  HealthController,
  metricsToken,
  readinessToken,
  stopOnShutdown,
  type ReadinessCheck,
} from '@countersign/chassis';
import { Module, type DynamicModule } from '@nestjs/common';
import type { assemble } from './assemble.js';
import { ApprovalsController } from './transport/approvals-controller.js';
import { BudgetsController } from './transport/budgets-controller.js';
import { EvidenceController } from './transport/evidence-controller.js';
import { GovernanceController } from './transport/governance-controller.js';
import { KeysController } from './transport/keys-controller.js';
import { PolicyController } from './transport/policy-controller.js';
import { ProofsController } from './transport/proofs-controller.js';
import { ShadowController } from './transport/shadow-controller.js';
import { RecordController } from './transport/record-controller.js';
import { SessionController } from './transport/session-controller.js';
import { ToolsController } from './transport/tools-controller.js';
import { consoleUrlToken, peopleToken, rpcToken, sessionsToken, signInToken } from './transport/tokens.js';

type Service = Awaited<ReturnType<typeof assemble>>;

function readinessOf(service: Service): ReadinessCheck[] {
  return [busReadiness(service.bus)];
}

/** The one module of this service. */
@Module({})
export class AppModule {
  static of(service: Service): DynamicModule {
    return {
      module: AppModule,
      controllers: [
        HealthController,
        SessionController,
        ApprovalsController,
        PolicyController,
        GovernanceController,
        ProofsController,
        ShadowController,
        KeysController,
        BudgetsController,
        ToolsController,
        RecordController,
        EvidenceController,
      ],
      providers: [
        { provide: rpcToken, useValue: service.bus.rpc },
        { provide: sessionsToken, useValue: service.sessions },
        { provide: signInToken, useValue: service.signIn },
        { provide: peopleToken, useValue: service.people },
        { provide: consoleUrlToken, useValue: service.consoleUrl },
        { provide: readinessToken, useValue: readinessOf(service) },
        { provide: metricsToken, useFactory: () => createMetrics('console') },
        stopOnShutdown(service),
      ],
    };
  }
}
