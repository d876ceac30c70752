import { personNameSchema, toolNameSchema } from '@countersign/contracts';
import { Controller, Delete, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { runHandlers } from '../../handlers/runs/run-handlers.js';
import { Authenticator } from './authenticator.js';
import { HttpRefusal } from './http-refusal.js';
import { readJson } from './read-json.js';

export const runHandlersToken = Symbol('run handlers');

const openSchema = z.strictObject({
  principal: personNameSchema.optional(),
  scope: z.array(toolNameSchema).max(256).optional(),
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
  async open(@Req() request: FastifyRequest) {
    const caller = await this.authenticator.callerOf(request);
    const asked = openSchema.safeParse(readJson(request).json);
    if (!asked.success) {
      const issue = asked.error.issues[0];
      const message = `${issue?.path.join('.') || 'The body'}: ${issue?.message ?? 'invalid'}`;
      throw new HttpRefusal({ refusal: { reasonCode: 'invalid_request', message } });
    }
    const { principal, scope, ttl_seconds: ttlSeconds } = asked.data;
    const opened = await this.runs.open({ caller, principal: principal ?? null, scope: scope ?? null, ttlSeconds });
    if (!opened.ok) throw new HttpRefusal(opened);
    const { runId, expiresAt, token } = opened.value;
    return { id: runId, expires_at: expiresAt, token };
  }

  @Delete(':id')
  @HttpCode(204)
  async close(@Req() request: FastifyRequest, @Param('id') runId: string): Promise<void> {
    const caller = await this.authenticator.callerOf(request);
    const closed = await this.runs.close({ caller, runId });
    if (!closed.ok) throw new HttpRefusal(closed);
  }
}
