import { describe, expect, it } from '@jest/globals';
import type { TargetAnswer } from '../../domain/call/ending-of-answer.js';
import type { TargetRequest } from '../../domain/http-target/target-request.js';
import { sendOverHttp } from './send-over-http.js';

const request: TargetRequest = {
  method: 'POST',
  url: 'https://cluster.example/pods',
  headers: { accept: 'application/json' },
  body: '{}',
  timeoutMs: 1000,
  maxResponseBytes: 1000,
};
const dryRun = { ...request, url: 'https://cluster.example/pods?dryRun=All' };
const by = { call: { id: 'call_1', traceparent: '00-1' }, credential: 'secret' };

const answered = (status: number): TargetAnswer => ({
  kind: 'answered',
  status,
  contentType: 'application/json',
  bytes: new Uint8Array(),
  complete: true,
});

function targetOf(...answers: TargetAnswer[]) {
  const sent: TargetRequest[] = [];
  return { sent, send: (one: TargetRequest) => Promise.resolve(answers[sent.push(one) - 1] ?? answered(500)) };
}

describe('a request to a target', () => {
  it('is sent once, with the credential and the number of its call', async () => {
    const target = targetOf(answered(201));
    expect(await sendOverHttp(target, by, { over: 'http', request })).toMatchObject({ status: 201 });
    const headers = { ...request.headers, authorization: 'Bearer secret', 'idempotency-key': 'call_1' };
    expect(target.sent).toEqual([{ ...request, headers: { ...headers, traceparent: '00-1' } }]);
  });

  it('follows its dry run, which no target can take for the request itself', async () => {
    const target = targetOf(answered(200), answered(201));
    expect(await sendOverHttp(target, by, { over: 'http', request, dryRun })).toMatchObject({ status: 201 });
    expect(target.sent.map(({ url }) => url)).toEqual([dryRun.url, request.url]);
    expect(target.sent.map(({ headers }) => headers['idempotency-key'])).toEqual(['call_1-dry-run', 'call_1']);
  });

  it.each([
    answered(422),
    answered(302),
    { ...answered(200), fault: { reasonCode: 'tool_error', message: 'no' } } as TargetAnswer,
    { kind: 'lost', reasonCode: 'target_timeout', message: 'The target did not answer in time.' } as const,
    { kind: 'not-sent', reasonCode: 'address_refused', message: 'A private address.' } as const,
  ])('is not sent when the dry run ends so: %j', async (tried) => {
    const target = targetOf(tried);
    const answer = await sendOverHttp(target, by, { over: 'http', request, dryRun });
    expect(answer).toMatchObject({ kind: 'not-sent', reasonCode: 'dry_run_failed' });
    expect(target.sent).toHaveLength(1);
  });
});
