import type { TargetAnswer } from '../../domain/call/ending-of-answer.js';
import type { TargetRequest } from '../../domain/http-target/target-request.js';

/** Sends one request to a target, once: no redirects, no retries. */
export interface Target {
  send(request: TargetRequest): Promise<TargetAnswer>;
}
