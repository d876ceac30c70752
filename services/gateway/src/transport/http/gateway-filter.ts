import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { problemOf, type createLogger } from '@countersign/chassis';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../domain/identity/caller.js';
import { isWorthRetrying } from '../../domain/is-worth-retrying.js';
import { codeOfRefusal, errorMessage } from '../../domain/mcp/rpc-error.js';
import { errorBody } from '../../domain/wire/reply/error-body.js';
import type { RefusalRecorder } from '../../handlers/refusals/refusal-recorder.js';
import { HttpRefusal } from './http-refusal.js';
import { contextOf, pathOf } from './request-context.js';
import { errorFormatOf } from './wire-of-path.js';

const reasonByStatus: Record<number, string> = {
  404: 'route_unknown',
  415: 'content_type_unsupported',
};
const messageByStatus: Record<number, string> = {
  404: 'There is no such route. Nothing was forwarded.',
  415: 'The body must be JSON (application/json), not compressed.',
};

interface FilterParts {
  logger: ReturnType<typeof createLogger>;
  refusals: RefusalRecorder;
  /** Whose key a request carries, if anybody's. */
  identify: (request: FastifyRequest) => Promise<Caller | null>;
}

/** Answers every refusal in the wire format of its route, and puts on the record what no event tells of yet. */
@Catch()
export class GatewayFilter implements ExceptionFilter {
  constructor(private readonly parts: FilterParts) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const refusal = this.refusalFor(error, request);
    if (!refusal.parts.recorded) void this.record(refusal, request);
    send(http.getResponse<FastifyReply>(), request, refusal);
  }

  private refusalFor(error: unknown, request: FastifyRequest): HttpRefusal {
    if (error instanceof HttpRefusal) return error;
    const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number }).statusCode;
    if (status !== undefined && status >= 400 && status < 500) {
      if (status === 413) return bodyTooLarge(request.server.initialConfig.bodyLimit);
      const reasonCode = reasonByStatus[status] ?? 'invalid_request';
      return new HttpRefusal({
        status,
        refusal: { reasonCode, message: messageByStatus[status] ?? 'The request cannot be read.' },
      });
    }
    this.parts.logger.error({ err: error, method: request.method, path: pathOf(request) }, 'unexpected error');
    const message = 'Something unexpected happened; it was logged. Nothing is known to have been forwarded.';
    return new HttpRefusal({ refusal: { reasonCode: 'internal_error', message } });
  }

  private async record({ parts, status }: HttpRefusal, request: FastifyRequest): Promise<void> {
    const { caller = await this.parts.identify(request), traceparent } = contextOf(request);
    this.parts.refusals.record({
      tenant: caller?.tenant ?? null,
      ...(caller ? { agent: caller.agent, keyId: caller.keyId, run: caller.run?.runId } : {}),
      ...{
        reasonCode: parts.recordAs ?? parts.refusal.reasonCode,
        route: pathOf(request),
        method: request.method,
        status,
        traceparent,
      },
    });
  }
}

function bodyTooLarge(limit = 0): HttpRefusal {
  const message = `The body of the request is longer than ${limit} bytes, which is the most that this gateway takes.`;
  const remedy = 'Send less at once, or ask the operator to raise BODY_LIMIT_BYTES of the gateway.';
  return new HttpRefusal({ status: 413, refusal: { reasonCode: 'body_too_large', message, remedy } });
}

function send(reply: FastifyReply, request: FastifyRequest, { parts, status }: HttpRefusal): void {
  const { refusal, retryAfter, headers } = parts;
  const format = errorFormatOf(pathOf(request), request.headers['anthropic-version'] !== undefined);
  const message = refusal.remedy === undefined ? refusal.message : `${refusal.message} ${refusal.remedy}`;
  const body = bodyOf(format, { status, message, refusal });
  void reply
    .status(status)
    .headers({
      ...headers,
      traceparent: contextOf(request).traceparent,
      'x-countersign-reason-code': refusal.reasonCode,
    })
    .headers(status === 503 || retryAfter !== undefined ? { 'retry-after': retryAfter ?? '2' } : {})
    .headers(isWorthRetrying({ status, reasonCode: refusal.reasonCode }) ? {} : { 'x-should-retry': 'false' })
    .header('content-type', format === 'problem' ? 'application/problem+json' : 'application/json; charset=utf-8')
    .send(JSON.stringify(body));
}

function bodyOf(
  format: ReturnType<typeof errorFormatOf>,
  { status, message, refusal }: { status: number; message: string; refusal: HttpRefusal['parts']['refusal'] },
): unknown {
  const { reasonCode: code, param } = refusal;
  if (format === 'problem') return problemOf(refusal, status);
  if (format === 'mcp')
    return errorMessage(undefined, { code: codeOfRefusal(refusal), message, data: { reason_code: code } });
  return errorBody(format, { status, code, message, ...(param === undefined ? {} : { param }) });
}
