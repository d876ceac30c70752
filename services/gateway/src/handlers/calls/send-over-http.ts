import type { TargetAnswer } from '../../domain/call/ending-of-answer.js';
import type { HttpSend } from '../../domain/call/plan-execution.js';
import type { ToolCall } from '../../domain/call/tool-call.js';
import type { TargetRequest } from '../../domain/http-target/target-request.js';

interface Target {
  send(request: TargetRequest): Promise<TargetAnswer>;
}

/** Sends the request, after its dry run where policy wants one: what the target would not accept is not sent. */
export async function sendOverHttp(
  target: Target,
  { call, credential }: { call: Pick<ToolCall, 'id' | 'traceparent'>; credential: string },
  { request, dryRun }: HttpSend,
): Promise<TargetAnswer> {
  const bearer: Record<string, string> = credential === '' ? {} : { authorization: `Bearer ${credential}` };
  const sent = (one: TargetRequest, key: string) =>
    target.send({
      ...one,
      headers: { ...one.headers, 'idempotency-key': key, traceparent: call.traceparent, ...bearer },
    });
  const tried = dryRun && (await tryOut(() => sent(dryRun, `${call.id}-dry-run`)));
  return tried ?? sent(request, call.id);
}

/** Undefined: the target would accept it. A dry run changes nothing, so whatever became of it, the call was not made. */
async function tryOut(send: () => Promise<TargetAnswer>): Promise<TargetAnswer | undefined> {
  const answer = await send();
  if (answer.kind === 'answered' && !answer.fault && answer.status >= 200 && answer.status < 300) return undefined;
  const said = answer.kind === 'answered' ? `The target answered ${answer.status}.` : answer.message;
  const message = `The dry run failed, so the call was not made. ${said}`;
  return { kind: 'not-sent', reasonCode: 'dry_run_failed', message };
}
