import 'reflect-metadata';
import { runMain, startService } from '@countersign/chassis';
import { AppModule } from './app.module.js';
import { assemble } from './assemble.js';
import { consoleConfig } from './config.js';
import { addSecurityHeaders } from './transport/security-headers.js';
import { serveWebApp } from './transport/serve-web-app.js';

const maxBodyBytes = 8 * 1024 * 1024;

runMain('console', async () => {
  const config = consoleConfig();
  const service = await assemble(config);
  return startService({
    name: 'console',
    logger: service.logger,
    host: config.HOST,
    port: config.PORT,
    fastify: { bodyLimit: maxBodyBytes, trustProxy: false },
    module: async () => AppModule.of(service),
    prepare: async (app) => {
      app
        .getHttpAdapter()
        .getInstance()
        .addHook('onRequest', async (request, reply) => addSecurityHeaders(request, reply));
      await serveWebApp(app);
    },
  });
});
