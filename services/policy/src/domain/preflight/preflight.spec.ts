import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadAnalysers } from '@countersign/effects';
import { document, governance, revisionOf, rule } from '../../../test/governance.js';
import { preflight } from './preflight.js';
import { sampleArguments } from './sample-arguments.js';

beforeAll(loadAnalysers);

const outside = { nowMs: 0, credentialFaults: {}, unreachable: [], withoutSignIn: [] };
const budget = { kind: 'Budget', name: 'all', agents: ['*'], currency: 'USD', limit: '5', period: 'day' };
const allowMail = rule('allow', { tools: ['mail.send'] });
const holdMail = rule('hold', { tools: ['mail.send'] });

const findings = (rules: unknown[], around: object = {}, more: Record<string, unknown>[] = [budget]) =>
  preflight(revisionOf(governance(rules, more)), 'bot', { ...outside, ...around });

describe('a preflight', () => {
  it('passes an agent that would work', () => {
    const { result, checks } = findings([allowMail]);
    expect(result).toBe('pass');
    expect(checks.map(({ about }) => about)).toEqual(['agent', 'owner', 'budget', 'policies', 'tool', 'probe']);
  });

  it('fails an agent that is unknown, suspended or without rules, and says what to do', () => {
    expect(preflight(revisionOf(governance([allowMail])), 'stranger', outside).checks[0]).toMatchObject({
      result: 'fail',
      remedy: expect.stringContaining('Register'),
    });
    const suspended = governance([allowMail]).map((one) =>
      one.kind === 'Agent' ? document({ ...one, status: 'suspended' }) : one,
    );
    expect(preflight(revisionOf(suspended), 'bot', outside).result).toBe('fail');
    expect(findings([]).checks).toContainEqual(expect.objectContaining({ about: 'policies', result: 'fail' }));
  });

  it('warns where no budget bounds the agent', () => {
    expect(findings([allowMail], {}, [])).toMatchObject({ result: 'warn' });
  });

  it('fails when approvers cannot be reached or cannot be enough', () => {
    expect(findings([holdMail], { unreachable: ['ada'] }).result).toBe('warn');
    expect(findings([holdMail], { unreachable: ['ada', 'ben'] }).result).toBe('fail');
    const impossible = rule('hold', { tools: ['mail.send'], approvers: { people: ['owner'] } });
    expect(findings([impossible]).checks).toContainEqual(
      expect.objectContaining({ about: 'approvers', result: 'fail' }),
    );
  });

  it('warns of approvers who cannot sign in yet, by name', () => {
    const { result, checks } = findings([holdMail], { withoutSignIn: ['ben', 'zoe'] });
    expect(result).toBe('warn');
    expect(checks).toContainEqual(
      expect.objectContaining({ about: 'approvers', result: 'warn', message: 'cannot sign in yet: ben' }),
    );
  });

  it('fails for a tool that is not approved or whose credential cannot be issued', () => {
    const paid = {
      kind: 'Tool',
      name: 'pay.invoice',
      description: 'Pay.',
      inputSchema: { type: 'object', additionalProperties: false, properties: {} },
      effects: [{ as: 'declared', kind: 'write', target: { type: 'service', name: 'bank' } }],
      credential: { issuer: 'bank', scope: ['pay'] },
    };
    const { checks } = findings(
      [rule('allow', { tools: ['pay.invoice'] })],
      { credentialFaults: { 'pay.invoice': 'no such issuer' } },
      [budget, paid],
    );
    const failed = checks.filter(({ result }) => result === 'fail').map(({ about }) => about);
    expect(failed).toEqual(['tool', 'credential', 'probe']);
  });
});

describe('obligations that cannot be kept', () => {
  const http = { kind: 'http', baseUrl: 'https://bank.example', method: 'POST', path: '/pay' };
  const paying = (connector?: object) => ({
    kind: 'Tool',
    name: 'pay.invoice',
    status: 'approved',
    description: 'Pay.',
    inputSchema: { type: 'object', additionalProperties: false, properties: {} },
    effects: [{ as: 'declared', kind: 'write', target: { type: 'service', name: 'bank' } }],
    ...(connector ? { connector } : {}),
  });
  const found = (connector: object | undefined, obligations: object) =>
    findings([rule('allow', { tools: ['pay.invoice'], obligations })], {}, [budget, paying(connector)]).checks.filter(
      ({ about }) => about === 'obligation',
    );

  it('are found before an agent meets them', () => {
    expect(found(undefined, { maxBytes: 1 })).toMatchObject([
      {
        result: 'fail',
        message: expect.stringContaining('the agent runs this tool itself'),
        remedy: expect.any(String),
      },
    ]);
    expect(found(http, { maxRows: 1, dryRunFirst: true })).toHaveLength(2);
    expect(found({ ...http, dryRun: { query: { trial: '1' } } }, { dryRunFirst: true, timeoutMs: 1 })).toEqual([]);
  });
});

describe('sample arguments', () => {
  it('take what the schema gives, else the simplest value', () => {
    const properties = {
      region: { enum: ['eu', 'us'] },
      limit: { type: 'integer', minimum: 3 },
      to: { type: 'array', minItems: 2, items: { type: 'string', examples: ['a@b.example'] } },
      note: { type: 'string' },
      optional: { type: 'string' },
    };
    expect(sampleArguments({ type: 'object', properties, required: ['region', 'limit', 'to', 'note'] })).toEqual({
      region: 'eu',
      limit: 3,
      to: ['a@b.example', 'a@b.example'],
      note: 'a',
    });
  });
});
