import { describe, expect, it } from '@jest/globals';
import { httpConnectorSchema, type Decision } from '@countersign/contracts';
import type { RegistrySnapshot } from '../registry/registry-snapshot.js';
import { planExecution } from './plan-execution.js';

const connector = {
  kind: 'http',
  baseUrl: 'https://cluster.example',
  method: 'POST',
  path: '/pods/{name}',
  query: ['dryRun'],
};
const dryRun = { query: { dryRun: 'All' }, headers: { 'x-trial': 'yes', authorization: 'Basic eDp5' } };

function planned(written: object, obligations: Decision['obligations']) {
  const document = { name: 'pods.create', connector: httpConnectorSchema.parse(written) };
  const tools = new Map([['pods.create', { definitionDigest: 'sha256:1', document }]]);
  const decision = { tool: 'pods.create', toolDefinitionDigest: 'sha256:1', obligations };
  const values = { name: 'web', dryRun: 'None', spec: {} };
  return planExecution({ tools } as unknown as RegistrySnapshot, decision as unknown as Decision, values);
}

describe('a dry run first', () => {
  it('is the same request in the way that the tool says, with the limits of policy', () => {
    const plan = planned({ ...connector, dryRun }, { dryRunFirst: true, timeoutMs: 7 });
    const request = { url: 'https://cluster.example/pods/web?dryRun=None', body: '{"spec":{}}', timeoutMs: 7 };
    const tried = { ...request, url: 'https://cluster.example/pods/web?dryRun=All' };
    expect(plan).toMatchObject({ ok: true, value: { send: { request, dryRun: tried } } });
    const headers = plan.ok && plan.value.send.over === 'http' ? plan.value.send.dryRun?.headers : undefined;
    expect(headers).toEqual({ 'content-type': 'application/json', 'x-trial': 'yes' });
  });

  it('is not made where policy does not ask for it', () => {
    const plan = planned({ ...connector, dryRun }, {});
    expect(plan.ok && plan.value.send).not.toHaveProperty('dryRun');
  });

  it.each([
    [connector, { dryRunFirst: true }],
    [connector, { maxRows: 1 }],
  ])('keeps a call from being made by a connector that cannot: %j %j', (written, obligations) => {
    expect(planned(written, obligations)).toMatchObject({ refusal: { reasonCode: 'obligation_unsupported' } });
  });
});
