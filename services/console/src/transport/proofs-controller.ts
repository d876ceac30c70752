import { RefusalException } from '@countersign/chassis';
import {
  agentNameSchema,
  checkDocument,
  documentKindSchema,
  instantSchema,
  preflightAgent,
  simulateGovernance,
  testGovernance,
  toolNameSchema,
  type PersonActor,
} from '@countersign/contracts';
import type { RpcPort } from '@countersign/messaging';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { z } from 'zod';
import { Actor, ActorGuard } from './actor-guard.js';
import { governanceBody, governanceTimeoutMs } from './governance-body.js';
import { parse, valueOf } from './parse.js';
import { rpcToken } from './tokens.js';

const simulateBody = z.strictObject({ ...governanceBody.shape, since: instantSchema });
const checkBody = z.strictObject({
  kind: documentKindSchema,
  agent: agentNameSchema,
  tool: toolNameSchema.optional(),
  document: z.unknown(),
});

/** A document travels to policy in one message of the bus. */
const maxDocumentBytes = 900_000;
const simulateTimeoutMs = 120_000;

/** What policy would do, shown before anything happens. */
@Controller('api/v1')
@UseGuards(ActorGuard)
export class ProofsController {
  constructor(@Inject(rpcToken) private readonly rpc: RpcPort) {}

  @Post('governance/test')
  @HttpCode(200)
  test(@Actor() actor: PersonActor, @Body() body: unknown) {
    return valueOf(this.rpc.call(testGovernance, { actor, ...parse(governanceBody, body) }, governanceTimeoutMs));
  }

  @Post('governance/simulate')
  @HttpCode(200)
  simulate(@Actor() actor: PersonActor, @Body() body: unknown) {
    return valueOf(this.rpc.call(simulateGovernance, { actor, ...parse(simulateBody, body) }, simulateTimeoutMs));
  }

  @Get('agents/:agent/preflight')
  preflight(@Actor() actor: PersonActor, @Param('agent') agent: string) {
    const name = parse(agentNameSchema, agent);
    return valueOf(this.rpc.call(preflightAgent, { actor, agent: name }, governanceTimeoutMs));
  }

  @Post('policy/check')
  @HttpCode(200)
  check(@Actor() actor: PersonActor, @Body() body: unknown) {
    const { tool, document, ...asked } = parse(checkBody, body);
    const bytes = Buffer.byteLength(JSON.stringify(document) ?? '');
    if (bytes > maxDocumentBytes) throw new RefusalException(tooLarge(bytes));
    const request = { actor, ...asked, document, ...(tool === undefined ? {} : { tool }) };
    return valueOf(this.rpc.call(checkDocument, request, governanceTimeoutMs));
  }
}

const tooLarge = (bytes: number) => ({
  reasonCode: 'body_too_large',
  message: `The document has ${bytes} bytes; at most ${maxDocumentBytes} can be decided at once.`,
  remedy:
    "Split the deployment. Of a plan, leave out what no rule asks about: jq 'del(.prior_state, .planned_values, .configuration)' plan.json",
});
