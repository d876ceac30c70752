import { describe, expect, it } from '@jest/globals';
import { signatureSchema } from '@countersign/contracts';
import type { Bus } from '@countersign/messaging';
import { decisionOn } from '../../../test/parts/fake-policy.js';
import { keys } from '../../../test/parts/keys.js';
import { hearDecisions } from './hear-decisions.js';

type Callback = (error: Error | null, message: { subject: string; data: Uint8Array }) => void;

/** A bus on which a spec speaks as policy would, and what the service took from it. */
function given() {
  const listeners = new Map<string, Callback>();
  const taken: unknown[] = [];
  const reported: unknown[] = [];
  const subscribe = (subject: string, { callback }: { callback: Callback }) => listeners.set(subject, callback);
  const take = (signed: unknown) => void taken.push(signed);
  const bus = { connection: { subscribe } } as unknown as Bus;
  hearDecisions(bus, { toolCall: take, modelCall: take }, (error) => void reported.push(error));
  const say = (text: string) => {
    const subject = 'evt.policy.acme.ToolCallDecided.call_1';
    listeners.get('evt.policy.*.ToolCallDecided.*')?.(null, { subject, data: Buffer.from(text) });
  };
  return { say, taken, reported };
}

const asked = { callId: 'call_1', tenant: 'acme', agent: 'triage', run: 'run_1', tool: 'logs.read' };
const signed = keys.sign(decisionOn({ ...asked, argumentsDigest: `sha256:${'4'.repeat(64)}` }, 'allow'));

describe('hearing a decision', () => {
  it('gives it on as it was signed, without the payloads that follow it', () => {
    const { say, taken } = given();
    say(`${JSON.stringify({ v: 1, type: 'ToolCallDecided', data: signed })}\n{"input":{}}`);
    expect(taken).toEqual([signed]);
    expect(keys.signatures.decision(taken[0] as typeof signed)).toBe(true);
    expect(signatureSchema.safeParse(signed.signature).success).toBe(true);
  });

  it.each(['', '{', 'null', '{"data":{}}', '{"data":{"decision":null,"signature":"x"}}', '{"data":{"decision":{}}}'])(
    'takes nothing from %j, and says so',
    (text) => {
      const { say, taken, reported } = given();
      say(text);
      expect([taken.length, reported.length]).toEqual([0, 1]);
    },
  );
});
