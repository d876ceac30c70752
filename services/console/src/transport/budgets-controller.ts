import { listBudgets, type PersonActor } from '@countersign/contracts';
import type { RpcPort } from '@countersign/messaging';
import { Controller, Get, Inject, UseGuards } from '@nestjs/common';
import { Actor, ActorGuard } from './actor-guard.js';
import { valueOf } from './parse.js';
import { rpcToken } from './tokens.js';

/** What is left of the tenant's budgets. */
@Controller('api/v1/budgets')
@UseGuards(ActorGuard)
export class BudgetsController {
  constructor(@Inject(rpcToken) private readonly rpc: RpcPort) {}

  @Get()
  list(@Actor() actor: PersonActor) {
    return valueOf(this.rpc.call(listBudgets, { actor }));
  }
}
