import {
  agentNameSchema,
  evaluatePolicy,
  getGovernance,
  modelNameSchema,
  publishGovernance,
  toolNameSchema,
  validateGovernance,
  type PersonActor,
} from '@countersign/contracts';
import type { RpcPort } from '@countersign/messaging';
import { Body, Controller, Get, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import { z } from 'zod';
import { Actor, ActorGuard } from './actor-guard.js';
import { governanceBody, governanceTimeoutMs } from './governance-body.js';
import { parse, valueOf } from './parse.js';
import { rpcToken } from './tokens.js';

const evaluateBody = z.strictObject({
  agent: agentNameSchema,
  tool: toolNameSchema.optional(),
  model: modelNameSchema.optional(),
  arguments: z.unknown(),
  context: z.record(z.string().max(64), z.unknown()).optional(),
});
/** Governance as code, and the playground. */
@Controller('api/v1')
@UseGuards(ActorGuard)
export class PolicyController {
  constructor(@Inject(rpcToken) private readonly rpc: RpcPort) {}

  @Post('policy/evaluate')
  @HttpCode(200)
  evaluate(@Actor() actor: PersonActor, @Body() body: unknown) {
    return valueOf(this.rpc.call(evaluatePolicy, { actor, ...parse(evaluateBody, body) }));
  }

  @Get('governance')
  current(@Actor() actor: PersonActor) {
    return valueOf(this.rpc.call(getGovernance, { actor }));
  }

  @Post('governance/validate')
  @HttpCode(200)
  validate(@Actor() actor: PersonActor, @Body() body: unknown) {
    return valueOf(this.rpc.call(validateGovernance, { actor, ...parse(governanceBody, body) }, governanceTimeoutMs));
  }

  @Post('governance/apply')
  @HttpCode(200)
  apply(@Actor() actor: PersonActor, @Body() body: unknown) {
    return valueOf(this.rpc.call(publishGovernance, { actor, ...parse(governanceBody, body) }, governanceTimeoutMs));
  }
}
