import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { problemOf, type Problem } from './problem.js';
import { RefusalException } from './refusal-exception.js';

const reasonByStatus: Record<number, string> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'route_unknown',
  405: 'method_not_allowed',
  413: 'body_too_large',
  415: 'content_type_unsupported',
};

/** Answers refusals and framework errors as problems; whatever is unexpected is logged once and shown without internals. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const problem = this.problemFor(error, http.getRequest<FastifyRequest>());
    void http
      .getResponse<FastifyReply>()
      .status(problem.status)
      .header('content-type', 'application/problem+json')
      .send(problem);
  }

  private problemFor(error: unknown, request: FastifyRequest): Problem {
    if (error instanceof RefusalException) return problemOf(error.refusal);
    const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number }).statusCode;
    if (status !== undefined && status >= 400 && status < 500) {
      const message = status === 404 ? 'There is no such route.' : (error as Error).message;
      return problemOf({ reasonCode: reasonByStatus[status] ?? 'request_malformed', message }, status);
    }
    this.logger.error({ err: error, route: request.routeOptions.url, method: request.method }, 'unexpected error');
    return problemOf({
      reasonCode: 'internal_error',
      message: 'Something unexpected happened; it was logged.',
      remedy: 'Try again; if it stays, tell the operator the time of this answer.',
    });
  }
}
