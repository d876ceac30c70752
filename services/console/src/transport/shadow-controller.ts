import { getShadow, startShadow, stopShadow, type PersonActor } from '@countersign/contracts';
import type { RpcPort } from '@countersign/messaging';
import { Body, Controller, Get, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import { Actor, ActorGuard } from './actor-guard.js';
import { governanceBody, governanceTimeoutMs } from './governance-body.js';
import { parse, valueOf } from './parse.js';
import { rpcToken } from './tokens.js';

/** A candidate beside the policy in force. */
@Controller('api/v1/governance/shadow')
@UseGuards(ActorGuard)
export class ShadowController {
  constructor(@Inject(rpcToken) private readonly rpc: RpcPort) {}

  @Post()
  @HttpCode(200)
  start(@Actor() actor: PersonActor, @Body() body: unknown) {
    return valueOf(this.rpc.call(startShadow, { actor, ...parse(governanceBody, body) }, governanceTimeoutMs));
  }

  @Get()
  current(@Actor() actor: PersonActor) {
    return valueOf(this.rpc.call(getShadow, { actor }, governanceTimeoutMs));
  }

  @Post('stop')
  @HttpCode(200)
  stop(@Actor() actor: PersonActor) {
    return valueOf(this.rpc.call(stopShadow, { actor }, governanceTimeoutMs));
  }
}
