import 'reflect-metadata';
import { runMain, startService } from '@countersign/chassis';
import { AppModule } from './app.module.js';
import { assemble } from './assemble.js';
import { credentialsConfig } from './config.js';

runMain('credentials', async () => {
  const config = credentialsConfig();
  const service = await assemble(config);
  return startService({
    name: 'credentials',
    logger: service.logger,
    host: config.HOST,
    port: config.PORT,
    module: async () => AppModule.of(service),
  });
});
