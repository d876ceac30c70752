import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { answerModelCall } from '../../handlers/models/answer-model-call.js';
import { Authenticator } from './authenticator.js';
import { governedHeaders } from './governed-headers.js';
import { HttpRefusal } from './http-refusal.js';
import { readJson } from './read-json.js';
import { sendStream } from './send-stream.js';
import { contextOf, pathOf } from './request-context.js';
import { wireOfPath, wirePaths } from './wire-of-path.js';

export const answerModelCallToken = Symbol('answer model call');

/** Every wire format that agents speak to models. */
@Controller()
export class ModelController {
  constructor(
    private readonly authenticator: Authenticator,
    @Inject(answerModelCallToken) private readonly answer: ReturnType<typeof answerModelCall>,
  ) {}

  @Post(wirePaths)
  @HttpCode(200)
  async call(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const caller = await this.authenticator.callerOf(request);
    const route = pathOf(request);
    const wire = wireOfPath(route);
    if (!wire) throw new Error(`no wire format is known for ${route}`);
    const { headers } = request;
    const { traceparent } = contextOf(request);
    const isGone = () => reply.raw.destroyed && !reply.raw.writableFinished;
    const answered = await this.answer({ caller, wire, route, ...readJson(request), headers, traceparent, isGone });
    if (!answered.ok) {
      const { refusal, status, retryAfter, governed } = answered;
      const told = governed ? { recorded: true, headers: governedHeaders(governed) } : {};
      throw new HttpRefusal({ refusal, status, retryAfter, ...told });
    }
    void reply
      .headers(governedHeaders(answered.governed))
      .headers(requestIdHeaders(wire.family, answered.providerRequestId));
    if ('stream' in answered) return sendStream(reply, answered.stream);
    void reply.header('content-type', 'application/json; charset=utf-8').send(answered.body);
  }
}

/** Anthropic's clients look for the id under another name. */
function requestIdHeaders(family: 'openai' | 'anthropic', id: string | undefined): Record<string, string> {
  if (id === undefined) return {};
  return { 'x-request-id': id, ...(family === 'anthropic' ? { 'request-id': id } : {}) };
}
