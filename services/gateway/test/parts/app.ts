import 'reflect-metadata';
import { createLogger } from '@countersign/chassis';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { AppModule } from '../../src/app.module.js';
import { KeyCache } from '../../src/handlers/identity/key-cache.js';
import { RefusalRecorder } from '../../src/handlers/refusals/refusal-recorder.js';
import { Authenticator } from '../../src/transport/http/authenticator.js';
import { GatewayFilter } from '../../src/transport/http/gateway-filter.js';
import { prepareHttp } from '../../src/transport/http/prepare-http.js';
import type { World } from './world.js';

/** The gateway's HTTP side on a world in memory. */
export async function appOn(
  world: World,
  bodyLimit = 100_000,
): Promise<{ http: FastifyInstance; app: NestFastifyApplication }> {
  const { parts } = world;
  const keys = new KeyCache(parts);
  const service = { parts, keys, readiness: [], stop: async () => undefined };
  const adapter = new FastifyAdapter({ bodyLimit });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(service), adapter, { logger: false });
  prepareHttp(app);
  const authenticator = app.get(Authenticator);
  const identify = authenticator.identify.bind(authenticator);
  const logger = createLogger('gateway', 'silent');
  app.useGlobalFilters(new GatewayFilter({ logger, refusals: new RefusalRecorder(parts), identify }));
  await app.init();
  const http = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await http.ready();
  return { http, app };
}

export const bearer = { authorization: 'Bearer agk_test', 'content-type': 'application/json' };
