import 'reflect-metadata';
import { runMain, startService } from '@countersign/chassis';
import { AppModule } from './app.module.js';
import { assemble } from './assemble.js';
import { policyConfig } from './config.js';

runMain('policy', async () => {
  const config = policyConfig();
  const service = await assemble(config);
  return startService({
    name: 'policy',
    logger: service.logger,
    host: config.HOST,
    port: config.PORT,
    module: async () => AppModule.of(service),
  });
});
