import type { Refusal } from '@countersign/contracts';
import type { JsonValue } from '@countersign/evidence';
import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { hiddenDenial, isHiddenDenial } from '../../domain/call/hidden-denial.js';
import type { ToolCall } from '../../domain/call/tool-call.js';
import { sessionSignal } from '../../domain/identity/session-signal.js';
import { isObject, type JsonObject } from '../../domain/wire/seam/json-object.js';
import type { awaitCall } from '../../handlers/calls/await-call.js';
import type { proposeToolCall } from '../../handlers/calls/propose-tool-call.js';
import { RunCache } from '../../handlers/identity/run-cache.js';
import { Authenticator } from './authenticator.js';
import { callHttpStatus } from './call-status.js';
import { callView } from './call-view.js';
import { HttpRefusal } from './http-refusal.js';
import { readJson } from './read-json.js';
import { contextOf } from './request-context.js';

export interface ToolCallHandlers {
  propose: ReturnType<typeof proposeToolCall>;
  await: ReturnType<typeof awaitCall>;
  /** A refusal as the tenant lets its agents read it. */
  toldRefusal: (tenant: string, refusal: Refusal) => Promise<Refusal>;
  consoleUrl: string;
}
export const toolCallHandlersToken = Symbol('tool call handlers');

const proposalSchema = z.strictObject({
  tool: z.string().min(1).max(128),
  arguments: z.custom<JsonObject>((value) => isObject(value as JsonValue), 'must be an object').default({}),
});
const idempotencyKeySchema = z.string().regex(/^[\x21-\x7e]{1,128}$/);
const longestWaitSeconds = 60;

/** Tools that the gateway runs for agents, which have no access to the targets themselves. */
@Controller('v1/tool-calls')
export class ToolCallController {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly runs: RunCache,
    @Inject(toolCallHandlersToken) private readonly handlers: ToolCallHandlers,
  ) {}

  @Post()
  async propose(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const caller = await this.authenticator.callerOf(request);
    const proposal = proposalSchema.safeParse(readJson(request).json);
    if (!proposal.success) throw invalid(describe(proposal.error));
    const key = keyOf(request);
    const run = await this.runs.runOf(caller, sessionSignal(request.headers));
    if (!run.ok) throw new HttpRefusal(run);
    const { traceparent } = contextOf(request);
    const { tool, arguments: values } = proposal.data;
    const context = { caller, run: run.value, traceparent, ...(key === undefined ? {} : { idempotencyKey: key }) };
    const proposed = await this.handlers.propose({ tool, values, ...context });
    if (!proposed.ok) {
      const { refusal } = proposed;
      const told = await this.handlers.toldRefusal(caller.tenant, refusal);
      throw new HttpRefusal({ refusal: told, recordAs: refusal.reasonCode });
    }
    if (isHiddenDenial(proposed.value)) throw new HttpRefusal({ refusal: hiddenDenial, recorded: true });
    this.send(reply, proposed.value, callHttpStatus(proposed.value));
  }

  @Get(':id')
  async get(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
    @Query('wait') wait?: string,
  ): Promise<void> {
    const caller = await this.authenticator.callerOf(request);
    if (!/^call_[0-9a-f]{32}$/.test(id))
      throw new HttpRefusal({
        refusal: { reasonCode: 'not_found', message: 'There is no such tool call of this agent.' },
      });
    const waitMs = Math.min(secondsOf(wait), longestWaitSeconds) * 1000;
    const found = await this.handlers.await({ caller, callId: id, waitMs });
    if (!found.ok) throw new HttpRefusal(found);
    this.send(reply, found.value, 200);
  }

  private send(reply: FastifyReply, call: ToolCall, status: number): void {
    const { decision } = call;
    void reply
      .status(status)
      .headers({ 'x-countersign-call-id': call.id, 'x-countersign-run-id': call.run, traceparent: call.traceparent })
      .headers(
        decision
          ? {
              'x-countersign-decision-id': decision.decision.decisionId,
              'x-countersign-reason-code': call.outcome?.reasonCode ?? decision.decision.reasonCode,
              'x-countersign-policy-revision': decision.decision.policyRevision,
            }
          : {},
      )
      .headers(status === 503 ? { 'retry-after': '2' } : {})
      .send(callView(call, this.handlers.consoleUrl));
  }
}

function keyOf(request: FastifyRequest): string | undefined {
  const given = request.headers['idempotency-key'];
  if (given === undefined) return undefined;
  const key = idempotencyKeySchema.safeParse(given);
  if (!key.success) throw invalid('Idempotency-Key must be 1 to 128 visible ASCII characters.');
  return key.data;
}

function secondsOf(wait: string | undefined): number {
  if (wait === undefined) return 0;
  if (!/^\d{1,4}$/.test(wait)) throw invalid('wait must be a number of seconds, at most 60.');
  return Number(wait);
}

function describe(error: z.ZodError): string {
  const issue = error.issues[0];
  return `${issue?.path.join('.') || 'The body'}: ${issue?.message ?? 'invalid'}`;
}

function invalid(message: string): HttpRefusal {
  return new HttpRefusal({ refusal: { reasonCode: 'invalid_request', message } });
}
