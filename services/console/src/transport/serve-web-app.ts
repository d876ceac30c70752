import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Built by Vite into `web/dist`; next to `dist/transport` and `src/transport` alike. */
const webFolder = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** Serves the web app's files, and its page under the links that agents and messages give: `/approvals/<id>`. Every other unknown path stays a refusal. */
export async function serveWebApp(app: NestFastifyApplication): Promise<void> {
  if (!existsSync(webFolder)) return;
  await app.register(
    fastifyStatic as never,
    { root: webFolder, prefix: '/', wildcard: false, index: ['index.html'], cacheControl: false } as never,
  );
  app
    .getHttpAdapter()
    .getInstance()
    .get('/approvals/:id', (_request, reply) =>
      (reply as unknown as { sendFile(name: string): unknown }).sendFile('index.html'),
    );
}
