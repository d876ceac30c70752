import { beforeAll, describe, expect, it } from '@jest/globals';
import { toolDefinitionChanged, type GovernanceDocument } from '@countersign/contracts';
import { loadAnalysers } from '@countersign/effects';
import { digestOfJson } from '@countersign/evidence';
import { parseEventMessage, prepareEvent, type PreparedEvent } from '@countersign/messaging';
import { document, governance, revisionOf, rule } from '../../../test/governance.js';
import { admin, governanceWorld } from '../../../test/governance-stores.js';
import { InMemoryToolChangeStore } from '../../storage/in-memory-tool-change-store.js';
import { RevisionCache } from '../../storage/revision-cache.js';
import { evaluatePolicy } from '../evaluate-policy.js';
import { publishGovernance } from '../publish-governance.js';
import { getRegistry } from '../read-governance.js';
import { noteToolChange } from './follow-tool-changes.js';
import { listTools } from './list-tools.js';
import { reapproveTool } from './reapprove-tool.js';
import { settleWhatIsPublished } from './settle-tool-changes.js';

beforeAll(loadAnalysers);

const pins = { first: digestOfJson('first'), second: digestOfJson('second') };
const actor = admin('ada');

function ticketTool(pin: string, status = 'approved'): GovernanceDocument {
  const connector = { kind: 'mcp', url: 'https://mcp.example/mcp', tool: 'create', definitionDigest: pin };
  const effects = [{ as: 'declared', kind: 'read', target: { type: 'service', name: 'tickets' } }];
  const inputSchema = { type: 'object', additionalProperties: false, properties: {} };
  return document({ kind: 'Tool', name: 'tickets.create', description: 'x', status, inputSchema, effects, connector });
}
const documentsWith = (pin: string, status?: string) => [
  ...governance([rule('allow', { tools: ['*'] })]),
  ticketTool(pin, status),
];

async function inForce() {
  const world = governanceWorld(documentsWith(pins.first));
  const told: PreparedEvent[] = [];
  const revisions = new RevisionCache(world.parts.clock, 1e9);
  revisions.looked();
  const toolChanges = new InMemoryToolChangeStore();
  const own = {
    ...world.parts,
    ...{ revisions, toolChanges, environment: 'test' },
    publish: async (events: PreparedEvent[]) => told.push(...events),
  };
  const parts = { ...own, settleChanges: settleWhatIsPublished(own) };
  const publish = async (pin: string, status?: string) => {
    world.write(documentsWith(pin, status));
    await publishGovernance(parts)({ actor, files: [], variables: {} });
  };
  await publish(pins.first);
  const digestOf = (pin: string) =>
    revisionOf(documentsWith(pin)).compiled.tools.get('tickets.create')?.definitionDigest as string;
  const found = (eventId: string, pin: string) => {
    const data = { callId: null, tool: 'tickets.create', toolDefinitionDigest: digestOf(pin) };
    const event = prepareEvent(toolDefinitionChanged, {
      ...{ id: eventId, tenant: 'demo', time: '2026-11-21T00:00:00.000Z', subject: eventId },
      actor: { kind: 'service', id: 'gateway' },
      data: { ...data, pinnedDigest: pin, foundDigest: digestOfJson('found') },
    });
    const parsed = parseEventMessage(event.subject, event.body);
    if (!parsed.ok) throw new Error(parsed.refusal.message);
    return noteToolChange(parts)(parsed.value);
  };
  const evaluate = async () => {
    const answer = await evaluatePolicy(parts)({ actor, agent: 'bot', tool: 'tickets.create', arguments: {} });
    return answer.ok ? answer.value : undefined;
  };
  const reapprove = (definitionDigest: string) =>
    reapproveTool(parts)({ actor, tool: 'tickets.create', definitionDigest });
  return { parts, told, publish, digestOf, found, evaluate, reapprove };
}

const types = (events: PreparedEvent[]) => events.map(({ type }) => type);

describe('a tool whose MCP server says something else of it', () => {
  it('counts as proposed everywhere, and says with both digests why', async () => {
    const { parts, found, evaluate, digestOf } = await inForce();
    expect(await evaluate()).toMatchObject({ verdict: 'allow' });
    const before = await getRegistry(parts)({ tenant: 'demo', knownToolChanges: '' });
    const knownRevision = before.ok && before.value.changed ? before.value.revision : undefined;
    const known = { tenant: 'demo', knownRevision, knownToolChanges: '' };
    expect(await getRegistry(parts)(known)).toMatchObject({ value: { changed: false } });
    await found('changed_1', pins.first);
    const denied = await evaluate();
    expect(denied).toMatchObject({ verdict: 'deny', reasonCode: 'tool_proposed' });
    expect(denied?.reasons.join()).toContain(pins.first);
    expect(denied?.reasons.join()).toContain(digestOfJson('found'));
    const change = expect.objectContaining({ pinnedDigest: pins.first, foundDigest: digestOfJson('found') });
    const definitionDigest = digestOf(pins.first);
    const listed = await listTools(parts)({ actor });
    expect(listed.ok && listed.value.tools.find(({ runBy }) => runBy === 'mcp')).toEqual({
      ...{ name: 'tickets.create', status: 'proposed', runBy: 'mcp', definitionDigest, change },
    });
    const registry = await getRegistry(parts)(known);
    expect(registry.ok && registry.value.changed && registry.value.tools).toContainEqual({
      ...{ definitionDigest, change, document: expect.objectContaining({ status: 'proposed' }) },
    });
    expect(await getRegistry(parts)({ tenant: 'demo', knownRevision })).toMatchObject({ value: { changed: false } });
  });

  it('works again once a person approves the same definition, and not once its event is delivered again', async () => {
    const { found, evaluate, reapprove, digestOf, told } = await inForce();
    await found('changed_1', pins.first);
    expect(await reapprove(digestOf(pins.second))).toMatchObject({ ok: false, refusal: { reasonCode: 'conflict' } });
    expect(await reapprove(digestOf(pins.first))).toMatchObject({ ok: true, value: { status: 'approved' } });
    await found('changed_1', pins.first);
    expect(await evaluate()).toMatchObject({ verdict: 'allow' });
    expect(types(told)).toEqual(['GovernancePublished', 'ToolDefinitionReapproved']);
    expect(await reapprove(digestOf(pins.first))).toMatchObject({ ok: false, refusal: { reasonCode: 'conflict' } });
    await found('changed_2', pins.first);
    expect(await evaluate()).toMatchObject({ verdict: 'deny', reasonCode: 'tool_proposed' });
  });

  it('is for administrators to approve', async () => {
    const { parts, found, digestOf } = await inForce();
    await found('changed_1', pins.first);
    const viewer = { ...actor, roles: ['viewer' as const] };
    const asked = { actor: viewer, tool: 'tickets.create', definitionDigest: digestOf(pins.first) };
    expect(await reapproveTool(parts)(asked)).toMatchObject({ ok: false, refusal: { reasonCode: 'forbidden' } });
  });

  it('works with another pin, and with the first one again once a person has put that in force anew', async () => {
    const { found, evaluate, publish, told } = await inForce();
    await found('changed_1', pins.first);
    await publish(pins.second);
    expect(await evaluate()).toMatchObject({ verdict: 'allow' });
    expect(types(told)).not.toContain('ToolDefinitionReapproved');
    await publish(pins.first);
    expect([(await evaluate())?.verdict, types(told).at(-1)]).toEqual(['allow', 'ToolDefinitionReapproved']);
  });

  it('stays proposed while nothing about it is published, and is approved by going through proposed', async () => {
    const { parts, found, evaluate, publish } = await inForce();
    await found('changed_1', pins.first);
    await publishGovernance(parts)({ actor, files: [], variables: {} });
    expect(await evaluate()).toMatchObject({ reasonCode: 'tool_proposed' });
    await publish(pins.first, 'proposed');
    await publish(pins.first);
    expect(await evaluate()).toMatchObject({ verdict: 'allow' });
  });
});
