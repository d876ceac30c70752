import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Registry } from 'prom-client';
import { readinessToken, type ReadinessCheck } from './readiness.js';

export const metricsToken = Symbol('metrics registry');

@Controller()
export class HealthController {
  constructor(
    @Inject(readinessToken) private readonly checks: ReadinessCheck[],
    @Inject(metricsToken) private readonly metrics: Registry,
  ) {}

  /** The process lives. */
  @Get('healthz')
  healthz() {
    return { status: 'ok' };
  }

  /** The process can take work; names what is missing. */
  @Get('readyz')
  async readyz(@Res({ passthrough: true }) reply: FastifyReply) {
    const results = await Promise.all(
      this.checks.map(async (check) => ({ name: check.name, ready: await check.ready() })),
    );
    const ready = results.every((result) => result.ready);
    void reply.status(ready ? 200 : 503);
    return { status: ready ? 'ready' : 'not ready', checks: results };
  }

  @Get('metrics')
  async scrape(@Res({ passthrough: true }) reply: FastifyReply) {
    void reply.header('content-type', this.metrics.contentType);
    return this.metrics.metrics();
  }
}
