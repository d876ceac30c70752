import 'reflect-metadata';
import { runMain, startService } from '@countersign/chassis';
import { AppModule } from './app.module.js';
import { assemble } from './assemble.js';
import { auditConfig } from './config.js';

runMain('audit', async () => {
  const config = auditConfig();
  const service = await assemble(config);
  return startService({
    name: 'audit',
    logger: service.logger,
    host: config.HOST,
    port: config.PORT,
    module: async () => AppModule.of(service),
  });
});
