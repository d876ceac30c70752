import { describe, expect, it } from '@jest/globals';
import { httpTool, registryOf } from '../../../test/parts/governance.js';
import { caller } from '../../../test/parts/requests.js';
import { settled } from '../../../test/parts/virtual-time.js';
import { World } from '../../../test/parts/world.js';
import { listenForChanges } from './listen-for-changes.js';
import { ListingWatch } from './listing-watch.js';
import type { McpParts } from './mcp-parts.js';
import { ToolsInReach } from './tools-in-reach.js';
import { WaitPlaces } from './wait-places.js';

const [logs, other] = [httpTool('logs.read'), httpTool('logs.write')];

/** A tenant whose registry a spec changes, and a client that listens. */
async function given() {
  const world = new World('allow', [logs]);
  const inReach = new ToolsInReach(world.parts);
  const listings = new ListingWatch({ world: world.parts, inReach, compare: async () => undefined });
  const parts = { world: world.parts, inReach, listings, listeners: new WaitPlaces() } as unknown as McpParts;
  const publish = async (letter: string, tools: (typeof logs)[]) => {
    const revision = `sha256:${letter.repeat(64)}`;
    world.rpc.on('rpc.policy.getRegistry', () => ({ ...registryOf(tools, []), revision }));
    world.rpc.on('rpc.policy.getToolsInReach', () => ({ revision, tools: tools.map(({ name }) => name) }));
    world.parts.registry.changed(caller.tenant);
    await listings.look(caller.tenant);
  };
  await publish('1', [logs]);
  const said: string[] = [];
  const talk = {
    gone: false,
    say: ({ method }: { method?: unknown }) => (said.push(String(method)), true),
    keepAlive: () => void said.push('beat'),
  };
  const may = { stay: true };
  const listening = listenForChanges(parts, { caller, talk: talk as never, mayStay: async () => may.stay });
  await settled();
  return { world, parts, publish, said, talk, may, listening };
}

const told = (said: string[]) => said.filter((one) => one !== 'beat').length;

describe('a client that listens for changes', () => {
  it('is told of each revision that changes its own tools, and of no other', async () => {
    const { publish, said } = await given();
    await publish('2', [logs]);
    expect(told(said)).toBe(0);
    await publish('3', [logs, other]);
    await publish('4', [logs, other]);
    expect(told(said)).toBe(1);
    await publish('5', [logs]);
    expect(told(said)).toBe(2);
  });

  it('is let go once its key does not count any more, and gives its place back', async () => {
    const { world, parts, may, listening, said } = await given();
    await world.time.pass(5_000);
    expect(said).toEqual(['beat', 'beat']);
    may.stay = false;
    await world.time.pass(5_000);
    expect(await listening).toBe(true);
    for (let taken = 0; taken < 64; taken++) parts.listeners.take(caller.keyId);
    expect(await listenForChanges(parts, { caller, talk: {} as never, mayStay: async () => true })).toBe(false);
  });
});
