import {
  agentNameSchema,
  approvalStatusSchema,
  cancelApproval,
  digestSchema,
  getApproval,
  identifierSchema,
  listApprovals,
  voteApproval,
  type ApprovalView,
  type PersonActor,
} from '@countersign/contracts';
import type { RpcPort } from '@countersign/messaging';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, UseGuards } from '@nestjs/common';
import { z } from 'zod';
import { Actor, ActorGuard } from './actor-guard.js';
import { parse, valueOf } from './parse.js';
import { rpcToken } from './tokens.js';

const listQuery = z.strictObject({
  status: approvalStatusSchema.optional(),
  agent: agentNameSchema.optional(),
  mine: z.stringbool().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(128).optional(),
});
const reason = z.string().trim().min(1).max(2000);
const voteBody = z.strictObject({
  /** What the person saw. Left out by callers that decide on whatever the call is now. */
  actionDigest: digestSchema.optional(),
  reason: reason.optional(),
  comment: reason.optional(),
});
const rejectBody = voteBody.refine((body) => body.reason !== undefined || body.comment !== undefined, {
  path: ['reason'],
  message: 'say why, so that the agent and its owner can do better',
});
const batchBody = z.strictObject({
  decisions: z
    .array(
      z.strictObject({
        approvalId: identifierSchema,
        vote: z.enum(['approve', 'reject']),
        actionDigest: digestSchema,
        reason: reason.optional(),
      }),
    )
    .min(1)
    .max(50),
});

type VoteBody = z.infer<typeof voteBody>;

/** Approvals as people and scripts handle them: list, look, decide. */
@Controller('api/v1/approvals')
@UseGuards(ActorGuard)
export class ApprovalsController {
  constructor(@Inject(rpcToken) private readonly rpc: RpcPort) {}

  @Get()
  list(@Actor() actor: PersonActor, @Query() query: unknown) {
    return valueOf(this.rpc.call(listApprovals, { actor, ...parse(listQuery, query) }));
  }

  @Get(':id')
  get(@Actor() actor: PersonActor, @Param('id') id: string) {
    return valueOf(this.rpc.call(getApproval, { actor, approvalId: parse(identifierSchema, id) }));
  }

  @Post(':id/approve')
  @HttpCode(200)
  approve(@Actor() actor: PersonActor, @Param('id') id: string, @Body() body: unknown) {
    return this.vote(actor, { id, vote: 'approve' }, parse(voteBody, body));
  }

  @Post(':id/reject')
  @HttpCode(200)
  reject(@Actor() actor: PersonActor, @Param('id') id: string, @Body() body: unknown) {
    return this.vote(actor, { id, vote: 'reject' }, parse(rejectBody, body));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  cancel(@Actor() actor: PersonActor, @Param('id') id: string) {
    return valueOf(this.rpc.call(cancelApproval, { actor, approvalId: parse(identifierSchema, id) }));
  }

  /** Several at once, each with its own outcome. */
  @Post('batch')
  @HttpCode(200)
  async batch(@Actor() actor: PersonActor, @Body() body: unknown) {
    const outcomes = parse(batchBody, body).decisions.map(async ({ reason: why, ...decision }) => {
      const answer = await this.rpc.call(voteApproval, { actor, ...decision, reason: why ?? null, channel: 'api' });
      const { approvalId } = decision;
      return answer.ok
        ? { approvalId, ok: true, approval: answer.value }
        : { approvalId, ok: false, refusal: answer.refusal };
    });
    return { outcomes: await Promise.all(outcomes) };
  }

  private async vote(
    actor: PersonActor,
    decision: { id: string; vote: 'approve' | 'reject' },
    body: VoteBody,
  ): Promise<ApprovalView> {
    const approvalId = parse(identifierSchema, decision.id);
    const actionDigest =
      body.actionDigest ?? (await valueOf(this.rpc.call(getApproval, { actor, approvalId }))).actionDigest;
    const why = body.reason ?? body.comment ?? null;
    return valueOf(
      this.rpc.call(voteApproval, {
        actor,
        approvalId,
        actionDigest,
        vote: decision.vote,
        reason: why,
        channel: 'api',
      }),
    );
  }
}
