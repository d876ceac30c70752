import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { admin, governanceWorld } from '../../test/governance-stores.js';
import { document, governance, program, rule } from '../../test/governance.js';
import { builtBundle, publicKey, rebuilt } from '../../test/rego-bundles.js';
import { bundleFetcher } from '../engine/rego/fetch-bundle.js';
import { RevisionLoader } from '../engine/revision-loader.js';
import { publishGovernance } from './publish-governance.js';
import { refreshBundles } from './refresh-bundles.js';

const guard = builtBundle('guard');
const forged = rebuilt(guard, (files) => files.set('data.json', Buffer.from('{"a":1}')));
/** The same files in another order: another bundle, as well signed. */
const newer = rebuilt(guard, (files) => {
  const data = files.get('data.json') as Buffer;
  files.delete('data.json');
  files.set('data.json', data);
});

let server: Server;
let url = '';
let served: Buffer = guard;
const answers: number[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const etag = `"${served.length}-${served.subarray(-64, -8).toString('hex')}-${served === newer}-${served === forged}"`;
    const status = request.headers['if-none-match'] === etag ? 304 : 200;
    answers.push(status);
    response.writeHead(status, { etag }).end(status === 200 ? served : undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bundles/guard.tar.gz`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

describe('a bundle server', () => {
  it('is asked with the tag it gave, and what it has newer is in force at once; what is not signed is not', async () => {
    const hosts = [new URL(url).host];
    const fetch = bundleFetcher(hosts);
    const rego = document({ kind: 'Rego', name: 'guard', url, key: { publicKey }, bundle: guard.toString('base64') });
    const world = governanceWorld([...governance([rule('allow', { tools: ['*'] })]), rego]);
    const reported: unknown[] = [];
    const loader = new RevisionLoader(program, undefined, 60_000);
    world.parts.source.load = (documents) => loader.load(documents);
    world.parts.store.heads = async () => [{ tenant: 'demo', revision: world.inForce() ?? '' }];
    const regoInForce = async () => world.published.at(-1)?.documents.filter((one) => one.kind === 'Rego') ?? [];
    await publishGovernance(world.parts)({ actor: admin('root'), files: [], variables: {} });
    const first = world.inForce();
    const refresh = refreshBundles({
      ...world.parts,
      fetch,
      rego: regoInForce,
      report: (error) => void reported.push(error),
    });

    await refresh();
    await refresh();
    expect([answers, world.inForce(), reported]).toEqual([[200, 304], first, []]);
    served = forged;
    await refresh();
    await refresh();
    expect([world.inForce(), reported]).toEqual([
      first,
      [expect.objectContaining({ message: expect.stringMatching(/not the file that was signed/) })],
    ]);
    served = newer;
    await refresh();
    await refresh();
    expect(world.inForce()).not.toBe(first);
    expect(world.published).toHaveLength(2);
    expect(world.published[1]).toMatchObject({ publishedBy: 'root', revision: world.inForce() });
    expect(reported).toHaveLength(1);
  });

  it('that is not named by whoever runs the service is not asked', async () => {
    await expect(bundleFetcher([])(url)).rejects.toThrow(/POLICY_BUNDLE_HOSTS/);
    await expect(bundleFetcher(['bundles.example'])(url)).rejects.toThrow(/no bundle server/);
  });
});
