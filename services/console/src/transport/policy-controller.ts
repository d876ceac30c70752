import {
  agentNameSchema,
  evaluatePolicy,
  getGovernance,
  publishGovernance,
  toolNameSchema,
  validateGovernance,
  type PersonActor,
} from '@countersign/contracts';
import type { RpcPort } from '@countersign/messaging';
import { Body, Controller, Get, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import { z } from 'zod';
import { Actor, ActorGuard } from './actor-guard.js';
import { parse, valueOf } from './parse.js';
import { rpcToken } from './tokens.js';

const evaluateBody = z.strictObject({
  agent: agentNameSchema,
  tool: toolNameSchema,
  arguments: z.unknown(),
  context: z.record(z.string().max(64), z.unknown()).optional(),
});
const governanceBody = z.strictObject({
  files: z
    .array(z.strictObject({ path: z.string().max(512), text: z.string().max(1_000_000) }))
    .min(1)
    .max(500),
  variables: z.record(z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/), z.string().max(2048)).default({}),
});
const publishTimeoutMs = 30_000;

/** Governance as code, and the playground. */
@Controller('api/v1')
@UseGuards(ActorGuard)
export class PolicyController {
  constructor(@Inject(rpcToken) private readonly rpc: RpcPort) {}

  @Post('policy/evaluate')
  @HttpCode(200)
  evaluate(@Actor() actor: PersonActor, @Body() body: unknown) {
    const { agent, tool, context, ...rest } = parse(evaluateBody, body);
    return valueOf(
      this.rpc.call(evaluatePolicy, { actor, agent, tool, arguments: rest.arguments, ...(context ? { context } : {}) }),
    );
  }

  @Get('governance')
  current(@Actor() actor: PersonActor) {
    return valueOf(this.rpc.call(getGovernance, { actor }));
  }

  @Post('governance/validate')
  @HttpCode(200)
  validate(@Actor() actor: PersonActor, @Body() body: unknown) {
    return valueOf(this.rpc.call(validateGovernance, { actor, ...parse(governanceBody, body) }, publishTimeoutMs));
  }

  @Post('governance/apply')
  @HttpCode(200)
  apply(@Actor() actor: PersonActor, @Body() body: unknown) {
    return valueOf(this.rpc.call(publishGovernance, { actor, ...parse(governanceBody, body) }, publishTimeoutMs));
  }
}
