import { decisionOn } from './fake-policy.js';
import { keys } from './keys.js';
import type { World } from './world.js';
import type { ToolCall } from '../../src/domain/call/tool-call.js';
import { newCall } from '../../src/handlers/calls/new-call.js';

/** A replica that has stopped, and the call it was working on. */
export async function interrupted(world: World, changes: Partial<ToolCall>): Promise<ToolCall> {
  const call = newCall(
    { ...world.parts, replica: 'gone' },
    {
      caller: { tenant: 'acme', agent: 'triage', keyId: 'key_1' },
      run: { runId: 'run_1', principal: null },
      ...{
        mode: 'executed',
        tool: 'logs.read',
        values: { service: 'web' },
        traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
      },
    },
  );
  await world.store.beat('gone');
  await world.store.insert({ ...call, ...changes });
  return { ...call, ...changes };
}

export const signedFor = (call: ToolCall, verdict: 'allow' | 'hold' | 'deny') =>
  keys.sign(decisionOn({ ...call, callId: call.id }, verdict));

/** What policy said about the call, as the durable consumer delivers it. */
export async function decidedEvent(world: World, call: ToolCall, verdict: 'allow' | 'hold' | 'deny') {
  const body = Buffer.from(call.argumentsText).toString('base64');
  return {
    leafBytes: new Uint8Array(),
    payloads: { arguments: { salt: call.salt, body, mediaType: 'application/json' } },
    leaf: {
      ...{ v: 1 as const, id: `evt_${call.id}`, source: 'policy' as const, tenant: call.tenant, subject: call.id },
      ...{ type: 'ToolCallDecided' as const, time: new Date(world.time.now()).toISOString() },
      actor: { kind: 'service' as const, id: 'policy' },
      data: signedFor(call, verdict),
    },
  };
}
