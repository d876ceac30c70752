import {
  confirmGovernance,
  declineGovernance,
  diffGovernance,
  digestSchema,
  identifierSchema,
  listGovernanceProposals,
  listGovernanceVersions,
  rollbackGovernance,
  type PersonActor,
} from '@countersign/contracts';
import type { RpcPort } from '@countersign/messaging';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, UseGuards } from '@nestjs/common';
import { z } from 'zod';
import { Actor, ActorGuard } from './actor-guard.js';
import { governanceBody, governanceTimeoutMs } from './governance-body.js';
import { parse, valueOf } from './parse.js';
import { rpcToken } from './tokens.js';

const versionsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  before: z.coerce.number().int().min(1).optional(),
});
const rollbackBody = z.strictObject({ revision: digestSchema });
const declineBody = z.strictObject({ reason: z.string().min(1).max(2000).nullable().default(null) });

/** Versions of governance, and publishing by two people. */
@Controller('api/v1/governance')
@UseGuards(ActorGuard)
export class GovernanceController {
  constructor(@Inject(rpcToken) private readonly rpc: RpcPort) {}

  @Get('versions')
  versions(@Actor() actor: PersonActor, @Query() query: unknown) {
    return valueOf(this.rpc.call(listGovernanceVersions, { actor, ...parse(versionsQuery, query) }));
  }

  @Post('diff')
  @HttpCode(200)
  diff(@Actor() actor: PersonActor, @Body() body: unknown) {
    return valueOf(this.rpc.call(diffGovernance, { actor, ...parse(governanceBody, body) }, governanceTimeoutMs));
  }

  @Post('rollback')
  @HttpCode(200)
  rollback(@Actor() actor: PersonActor, @Body() body: unknown) {
    return valueOf(this.rpc.call(rollbackGovernance, { actor, ...parse(rollbackBody, body) }, governanceTimeoutMs));
  }

  @Get('proposals')
  proposals(@Actor() actor: PersonActor) {
    return valueOf(this.rpc.call(listGovernanceProposals, { actor }));
  }

  @Post('proposals/:id/confirm')
  @HttpCode(200)
  confirm(@Actor() actor: PersonActor, @Param('id') id: string) {
    const proposalId = parse(identifierSchema, id);
    return valueOf(this.rpc.call(confirmGovernance, { actor, proposalId }, governanceTimeoutMs));
  }

  @Post('proposals/:id/decline')
  @HttpCode(200)
  decline(@Actor() actor: PersonActor, @Param('id') id: string, @Body() body: unknown) {
    const proposalId = parse(identifierSchema, id);
    return valueOf(this.rpc.call(declineGovernance, { actor, proposalId, ...parse(declineBody, body) }));
  }
}
