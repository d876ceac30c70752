import { describe, expect, it } from '@jest/globals';
import { durationInSeconds, durationSchema } from './duration.js';
import { governanceDocumentSchema } from './governance-document.js';
import { argumentPointerSchema, governedToolNameSchema, secretReferenceSchema } from './names.js';

const accepts = (document: object) => governanceDocumentSchema.safeParse(document).success;
const provider = {
  kind: 'Provider',
  name: 'p',
  api: 'openai',
  baseUrl: 'https://api.example/v1',
  models: [{ name: 'm' }],
};

describe('a governance document', () => {
  it('is closed: an unknown kind or key is refused', () => {
    expect(accepts({ kind: 'Group', name: 'g', members: ['ada'] })).toBe(true);
    expect(accepts({ kind: 'Group', name: 'g', members: ['ada'], extra: 1 })).toBe(false);
    expect(accepts({ kind: 'Gruop', name: 'g', members: ['ada'] })).toBe(false);
  });

  it('names agents so that no NATS subject can be forged', () => {
    for (const name of ['bot', 'bot-1']) expect(accepts({ kind: 'Agent', name, owner: 'ada' })).toBe(true);
    for (const name of ['a.b', '*', '>', 'a b', 'Bot', '', ' bot', 'bot\n']) {
      expect(accepts({ kind: 'Agent', name, owner: 'ada' })).toBe(false);
    }
  });

  it('takes web addresses only as http or https', () => {
    expect(accepts(provider)).toBe(true);
    for (const baseUrl of ['file:///etc/passwd', 'ftp://x.example', 'nonsense', '${URL}']) {
      expect(accepts({ ...provider, baseUrl })).toBe(false);
    }
  });

  it('never takes a key, only the name of a secret', () => {
    expect(accepts({ ...provider, apiKey: { secret: 'providers/openai' } })).toBe(true);
    expect(accepts({ ...provider, apiKey: 'sk-123' })).toBe(false);
    expect(secretReferenceSchema.safeParse('SK secret value').success).toBe(false);
  });

  it('takes money as exact decimals', () => {
    const budget = { kind: 'Budget', name: 'b', agents: ['*'], currency: 'USD', period: 'day' };
    expect(accepts({ ...budget, limit: '25.50' })).toBe(true);
    for (const limit of [25.5, '25,50', '-1', '1e3', '01']) expect(accepts({ ...budget, limit })).toBe(false);
  });

  it('wants tools with a closed schema and at least one effect', () => {
    const tool = {
      kind: 'Tool',
      name: 't',
      description: 'd',
      inputSchema: { type: 'object', additionalProperties: false, properties: {} },
      effects: [{ as: 'declared', kind: 'read', target: { type: 'none', name: '' } }],
    };
    expect(governanceDocumentSchema.parse(tool)).toMatchObject({ status: 'proposed' });
    expect(accepts({ ...tool, effects: [] })).toBe(false);
    expect(accepts({ ...tool, inputSchema: { type: 'object', properties: {} } })).toBe(false);
  });
});

describe('names and durations', () => {
  it('allow dots in tool names only between words', () => {
    for (const name of ['logs.read', 'a.b.c', 'x']) expect(governedToolNameSchema.safeParse(name).success).toBe(true);
    for (const name of ['.a', 'a.', 'a..b', 'a.*', 'A.b', 'a'.repeat(64)]) {
      expect(governedToolNameSchema.safeParse(name).success).toBe(false);
    }
  });

  it('read pointers as RFC 6901 writes them', () => {
    for (const pointer of ['/a', '/a/0', '/a/*/b', '/a~1b', '/']) {
      expect(argumentPointerSchema.safeParse(pointer).success).toBe(true);
    }
    for (const pointer of ['a', '', '/a~2b', '$.a'])
      expect(argumentPointerSchema.safeParse(pointer).success).toBe(false);
  });

  it('turn 90s, 30m, 24h and 7d into seconds', () => {
    expect(['90s', '30m', '24h', '7d'].map(durationInSeconds)).toEqual([90, 1800, 86_400, 604_800]);
    for (const text of ['0h', '24', '1.5h', 'h', '24 h', '-1h'])
      expect(durationSchema.safeParse(text).success).toBe(false);
  });
});
