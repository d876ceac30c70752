import { describe, expect, it } from '@jest/globals';
import type { ToolDocument } from '@countersign/contracts';
import { decisionOn, type Asked } from '../../../test/parts/fake-policy.js';
import { keys } from '../../../test/parts/keys.js';
import { caller, granted, traceparent } from '../../../test/parts/requests.js';
import { definitionDigestOf, httpTool, registryOf } from '../../../test/parts/governance.js';
import { InMemoryToolSuspensions } from '../../../test/parts/in-memory-tool-suspensions.js';
import { settled } from '../../../test/parts/virtual-time.js';
import { World } from '../../../test/parts/world.js';
import type { TargetAnswer } from '../../domain/call/ending-of-answer.js';
import type { UpstreamCall, UpstreamContext } from '../../domain/upstream/upstream-call.js';
import { proposeToolCall } from '../calls/propose-tool-call.js';
import { useGrant } from '../calls/use-grant.js';
import { liftSuspension } from './lift-suspension.js';

const pinned = `sha256:${'a'.repeat(64)}`;
const found = `sha256:${'b'.repeat(64)}`;
const connector: ToolDocument['connector'] = {
  ...{ kind: 'mcp', url: 'https://mcp.example/mcp', tool: 'weather', definitionDigest: pinned },
  ...{ timeoutMs: 10_000, maxResponseBytes: 10_000 },
};
const tool = httpTool('weather.today', { connector });
const changed: TargetAnswer = {
  ...{ kind: 'not-sent', reasonCode: 'tool_definition_changed', message: 'The server says something else.' },
  changed: { foundDigest: found },
};
const fine: TargetAnswer = {
  ...{ kind: 'answered', status: 200, contentType: 'application/json', complete: true },
  bytes: Buffer.from('{"content":[{"type":"text","text":"sunny, says lease-value-that-nobody-may-see"}]}'),
};

function given(verdict: 'allow' | 'hold' = 'allow') {
  const world = new World(verdict, [tool]);
  const toolDefinitionDigest = definitionDigestOf(tool);
  world.policy = (asked) => decisionOn(asked, verdict, { toolDefinitionDigest });
  world.rpc.on('rpc.policy.recheckToolCall', async (asked: Asked) => {
    const { argumentsDigest } = await world.call(asked.callId);
    const again = { phase: 'recheck' as const, decisionId: `again_${asked.callId}`, toolDefinitionDigest };
    return keys.sign(decisionOn({ ...asked, argumentsDigest }, verdict, again));
  });
  const called: { call: UpstreamCall; context: UpstreamContext }[] = [];
  const suspensions = new InMemoryToolSuspensions();
  const server = { answer: fine };
  const forgotten: true[] = [];
  const upstreams = {
    compare: async () => [],
    forget: () => void forgotten.push(true),
    call: async (call: UpstreamCall, context: UpstreamContext) => (called.push({ call, context }), server.answer),
  };
  const parts = { ...world.parts, upstreams, suspensions };
  const propose = () => {
    const run = { runId: 'run_1', principal: null };
    return proposeToolCall(parts)({ caller, run, tool: tool.name, values: { service: 'web' }, traceparent });
  };
  return { world, parts, called, suspensions, server, propose, forgotten };
}

describe('a tool on an MCP server', () => {
  it('is called with what was approved and the leased credential, of which nothing comes back', async () => {
    const { called, propose, world } = given();
    const result = await propose();
    expect(called).toEqual([
      {
        call: expect.objectContaining({
          kind: 'mcp',
          tool: 'weather',
          pinnedDigest: pinned,
          arguments: { service: 'web' },
        }),
        context: expect.objectContaining({ credential: 'lease-value-that-nobody-may-see' }),
      },
    ]);
    expect(result).toMatchObject({ ok: true, value: { status: 'succeeded' } });
    expect(JSON.stringify([result, world.bus.events])).not.toContain('lease-value-that-nobody-may-see');
  });

  it('is refused from the moment its definition was found changed, and the record says so', async () => {
    const { server, propose, world, called } = given();
    server.answer = changed;
    const first = await propose();
    expect(first).toMatchObject({ value: { status: 'failed', outcome: { reasonCode: 'tool_definition_changed' } } });
    expect(world.bus.find('ToolDefinitionChanged').data).toEqual({
      ...{ callId: expect.any(String), tool: tool.name, pinnedDigest: pinned, foundDigest: found },
      toolDefinitionDigest: definitionDigestOf(tool),
    });
    expect(world.bus.find('ToolCallFailed').data).toMatchObject({ started: false });
    server.answer = fine;
    expect(await propose()).toMatchObject({ ok: false, refusal: { reasonCode: 'tool_definition_changed' } });
    expect(called).toHaveLength(1);
    expect(world.bus.types().filter((type) => type === 'ToolDefinitionChanged')).toHaveLength(1);
  });

  it('is called again once a person approved it again, after its server was asked anew', async () => {
    const { server, propose, parts, called, forgotten } = given();
    server.answer = changed;
    await propose();
    server.answer = fine;
    const data = { tool: tool.name, toolDefinitionDigest: definitionDigestOf(tool), pinnedDigest: pinned };
    const settled = { reapprovedBy: 'ada', changes: ['changed_1'] };
    await liftSuspension(parts)({ tenant: 'acme', data: { ...data, ...settled } });
    expect(await propose()).toMatchObject({ ok: true, value: { status: 'succeeded' } });
    expect([called.length, forgotten.length]).toEqual([2, 1]);
  });

  it('is refused where policy says so, although nothing is known of it here', async () => {
    const { world, propose, called } = given();
    const change = { pinnedDigest: pinned, foundDigest: found, changedAt: '2026-11-21T00:00:00.000Z', eventId: 'c_1' };
    const { tools, ...registry } = registryOf([tool], []);
    const proposed = tools.map((one) => ({ ...one, change, document: { ...tool, status: 'proposed' } }));
    world.rpc.on('rpc.policy.getRegistry', () => ({ ...registry, tools: proposed, toolChanges: 'one' }));
    expect(await propose()).toMatchObject({ ok: false, refusal: { reasonCode: 'tool_definition_changed' } });
    expect(called).toEqual([]);
  });

  it('does not run a call that people granted before the change was found', async () => {
    const { parts, propose, suspensions, called, world } = given('hold');
    const held = await propose();
    if (!held.ok) throw new Error('the call was refused');
    const { id } = held.value;
    const toolDefinitionDigest = definitionDigestOf(tool);
    await suspensions.suspend({ tenant: 'acme', tool: tool.name, toolDefinitionDigest, foundDigest: null });
    await useGrant(parts)(granted(world, await world.call(id)));
    await settled();
    expect((await world.call(id)).outcome?.reasonCode).toBe('tool_definition_changed');
    expect(called).toEqual([]);
  });
});
