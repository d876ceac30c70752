import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

/** Bodies stay the bytes that came, since these are what is digested and forwarded; anything but plain JSON is refused. */
export function prepareHttp(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  fastify.removeAllContentTypeParsers();
  app.useBodyParser('application/json', {}, (_request, body, done) => done(null, body));
  fastify.addHook('onRequest', async (request) => {
    const encoding = request.headers['content-encoding'];
    if (encoding === undefined || encoding === 'identity') return;
    throw Object.assign(new Error('compressed bodies are not accepted'), { statusCode: 415 });
  });
}
