import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DynamicModule } from '@nestjs/common';
import type { FastifyServerOptions } from 'fastify';
import type { Logger } from 'pino';
import { ConfigError } from '../config/load-config.js';
import { ProblemFilter } from '../http/problem-filter.js';

export interface ServiceStart {
  name: string;
  logger: Logger;
  host: string;
  port: number;
  /** Builds the service's one module; settings have been read by then. */
  module: () => Promise<DynamicModule>;
  fastify?: FastifyServerOptions;
  /** Last changes to the application before it listens. */
  prepare?: (app: NestFastifyApplication) => Promise<void> | void;
}

const stopAfterMs = 10_000;

/** Ends the process when its launcher is gone, so that a killed launcher leaves nothing behind. */
function stopWithParent(stop: () => void): void {
  if (process.send) process.on('disconnect', stop);
}

function stopOnce(app: NestFastifyApplication, logger: Logger): () => void {
  let stopping = false;
  return () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), stopAfterMs).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
}

/** Starts one service: Nest on Fastify, problems as errors, clean stop on signals. */
export async function startService(start: ServiceStart): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ forceCloseConnections: true, ...start.fastify });
  const app = await NestFactory.create<NestFastifyApplication>(await start.module(), adapter, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  app.useGlobalFilters(new ProblemFilter(start.logger));
  await start.prepare?.(app);
  const stop = stopOnce(app, start.logger);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
  stopWithParent(stop);
  await app.listen(start.port, start.host);
  start.logger.info({ url: await app.getUrl() }, `${start.name} is up`);
  return app;
}

/** Runs a service's main function; wrong settings end the process with their sentence and nothing else. */
export function runMain(name: string, main: () => Promise<unknown>): void {
  main().catch((error: unknown) => {
    const text =
      error instanceof ConfigError
        ? error.message
        : `${name} could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    process.stderr.write(`${text}\n`);
    process.exit(error instanceof ConfigError ? 78 : 1);
  });
}
