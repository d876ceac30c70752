import 'reflect-metadata';
import { runMain, startService } from '@countersign/chassis';
import { AppModule } from './app.module.js';
import { assemble } from './assemble.js';
import { approvalsConfig } from './config.js';

runMain('approvals', async () => {
  const config = approvalsConfig();
  const service = await assemble(config);
  return startService({
    name: 'approvals',
    logger: service.logger,
    host: config.HOST,
    port: config.PORT,
    module: async () => AppModule.of(service),
  });
});
