import 'reflect-metadata';
import { runMain, startService } from '@countersign/chassis';
import { AppModule, serviceOf } from './app.module.js';
import { assemble } from './assemble.js';
import { gatewayConfig } from './config.js';
import { RefusalRecorder } from './handlers/refusals/refusal-recorder.js';
import { Authenticator } from './transport/http/authenticator.js';
import { GatewayFilter } from './transport/http/gateway-filter.js';
import { prepareHttp } from './transport/http/prepare-http.js';

runMain('gateway', async () => {
  const config = gatewayConfig();
  const assembled = await assemble(config);
  const { logger } = assembled;
  return startService({
    ...{ name: 'gateway', logger, host: config.HOST, port: config.PORT },
    fastify: { bodyLimit: config.BODY_LIMIT_BYTES },
    module: async () => AppModule.of(serviceOf(assembled)),
    prepare: (app) => {
      prepareHttp(app);
      const authenticator = app.get(Authenticator);
      const identify = authenticator.identify.bind(authenticator);
      app.useGlobalFilters(new GatewayFilter({ logger, refusals: app.get(RefusalRecorder), identify }));
    },
  });
});
