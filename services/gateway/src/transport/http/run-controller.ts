import { globSchema, personNameSchema } from '@countersign/contracts';
import { Controller, Delete, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { runHandlers } from '../../handlers/runs/run-handlers.js';
import { Authenticator } from './authenticator.js';
import { HttpRefusal } from './http-refusal.js';
import { readJson } from './read-json.js';
import { contextOf } from './request-context.js';

export const runHandlersToken = Symbol('run handlers');

const patterns = z.array(globSchema).max(64);
const openSchema = z.strictObject({
  principal: personNameSchema.optional(),
  /** Names, or globs such as logs.*; what is left out is not limited. */
  scope: z.strictObject({ tools: patterns.optional(), models: patterns.optional() }).default({}),
  ttl_seconds: z.int().min(1).max(86_400).default(3_600),
});

/** Runs that an agent opens and ends itself. */
@Controller('v1/runs')
export class RunController {
  constructor(
    private readonly authenticator: Authenticator,
    @Inject(runHandlersToken) private readonly runs: ReturnType<typeof runHandlers>,
  ) {}

  @Post()
  async open(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const caller = await this.authenticator.callerOf(request);
    const asked = openSchema.safeParse(readJson(request).json);
    if (!asked.success) {
      const issue = asked.error.issues[0];
      const message = `${issue?.path.join('.') || 'The body'}: ${issue?.message ?? 'invalid'}`;
      throw new HttpRefusal({ refusal: { reasonCode: 'invalid_request', message } });
    }
    const { principal = null, scope, ttl_seconds: ttlSeconds } = asked.data;
    const { traceparent } = contextOf(request);
    const limits = { scope: scope.tools ?? null, models: scope.models ?? null };
    const opened = await this.runs.open({ caller, principal, ...limits, ttlSeconds, traceparent });
    if (!opened.ok) throw new HttpRefusal(opened);
    const { runId, expiresAt, token } = opened.value;
    void reply.headers({ 'x-countersign-run-id': runId, traceparent });
    return { id: runId, expires_at: expiresAt, token };
  }

  @Delete(':id')
  @HttpCode(204)
  async close(@Req() request: FastifyRequest, @Param('id') runId: string): Promise<void> {
    const caller = await this.authenticator.callerOf(request);
    const { traceparent } = contextOf(request);
    const closed = await this.runs.close({ caller, runId, traceparent });
    if (!closed.ok) throw new HttpRefusal(closed);
  }
}
