import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadAnalysers } from '@countersign/effects';
import * as opa from '@open-policy-agent/opa-wasm';
import { readFileSync } from 'node:fs';
import { governance, program, revisionOf, rule } from '../../test/governance.js';
import { decideToolCall } from '../domain/decide/decide-tool-call.js';
import type { PolicyInput } from '../domain/decide/policy-input.js';
import { PatternEngine } from './pattern-engine.js';
import { PolicyInstance } from './policy-instance.js';

beforeAll(loadAnalysers);

const context = { nowMs: 0, principal: null };
const allowMail = rule('allow', { tools: ['mail.send'] });
const mail = (args: unknown) => ({ agent: 'bot', tool: 'mail.send', arguments: args });

function inputOf(revision: ReturnType<typeof revisionOf>): PolicyInput {
  return decideToolCall(revision, mail({ to: ['a'] }), context).input;
}

describe('what the engine cannot compute', () => {
  const forbidden = [/^time\./, /^crypto\./, /^http\./, /^io\./, /^uri/, /^units/, /^semver/, /^yaml\./, /^rand\./];
  const capabilities = JSON.parse(readFileSync(new URL('../../rego/capabilities.json', import.meta.url), 'utf8')) as {
    builtins: { name: string }[];
  };

  it('is missing from the capabilities, so that using it is a compile error', () => {
    const names = capabilities.builtins.map(({ name }) => name);
    expect(names).not.toEqual(expect.arrayContaining(['sprintf']));
    expect(names).not.toEqual(expect.arrayContaining(['regex.split']));
    expect(names.filter((name) => forbidden.some((pattern) => pattern.test(name)))).toEqual([]);
  });

  it('is not asked of the host by the compiled policy', () => {
    const { loadPolicySync } = (opa as unknown as { default: typeof opa }).default;
    const policy = loadPolicySync(program.module, { initial: 8 }) as unknown as {
      mem: { buffer: ArrayBuffer };
      wasmInstance: { exports: { builtins(): number; opa_json_dump(address: number): number } };
    };
    const { builtins, opa_json_dump: dump } = policy.wasmInstance.exports;
    const bytes = Buffer.from(policy.mem.buffer).subarray(dump(builtins()));
    expect(bytes.subarray(0, bytes.indexOf(0)).toString()).toBe('{}');
  });
});

describe('a member of a list', () => {
  it('is found by its index and by *, so that a deny rule about it applies', () => {
    for (const pointer of ['/to/0', '/to/*']) {
      const evil = { pointer, op: 'endsWith', value: '@evil.example' };
      const revision = revisionOf(
        governance([allowMail, rule('deny', { tools: ['mail.send'], when: { arguments: [evil] } })]),
      );
      expect(decideToolCall(revision, mail({ to: ['x@evil.example', 'ada@acme.example'] }), context).reasonCode).toBe(
        'denied_by_rule',
      );
      expect(decideToolCall(revision, mail({ to: ['ada@acme.example'] }), context).verdict).toBe('allow');
    }
  });
});

describe('data', () => {
  it('that does not parse never becomes an instance', () => {
    expect(() => new PolicyInstance(program.module, '{"governance": ')).toThrow();
    expect(() => new PolicyInstance(program.module, '{"a": "\\ud800"}')).toThrow();
  });

  it('larger than the first pages loads into memory that grows', () => {
    const text = JSON.stringify({
      governance: { rules: Array.from({ length: 20_000 }, (_, i) => ({ name: `rule ${i}` })) },
    });
    expect(
      new PolicyInstance(program.module, text).evaluate('{"patterns":[]}', 'countersign/check/unreadable_patterns'),
    ).toEqual([{ result: [] }]);
  });

  it('of a new revision does not touch what the old one answers', () => {
    const before = revisionOf(governance([allowMail]));
    const after = revisionOf(governance([rule('deny', { tools: ['mail.send'] })]));
    const verdicts = [before, after, before].map((one) => decideToolCall(one, mail({ to: [] }), context).verdict);
    expect(verdicts).toEqual(['allow', 'deny', 'allow']);
    expect(before.compiled.revision).not.toBe(after.compiled.revision);
  });
});

describe('an input', () => {
  const revision = revisionOf(governance([allowMail]));

  it('with a lone surrogate fails in the engine, which is a deny, and the next call is decided as ever', () => {
    const strange = { ...inputOf(revision), environment: '\ud800' };
    expect(revision.engine.evaluate('tool:mail.send', strange)).toEqual({
      ok: false,
      why: expect.stringMatching(/^it failed/),
    });
    expect(decideToolCall(revision, mail({ to: [] }), context).verdict).toBe('allow');
  });

  it('with letters of several bytes arrives whole', () => {
    const greeting = { pointer: '/to/0', op: 'equals', value: 'größe 漢字 👋' };
    const strict = revisionOf(governance([rule('allow', { tools: ['mail.send'], when: { arguments: [greeting] } })]));
    expect(decideToolCall(strict, mail({ to: ['größe 漢字 👋'] }), context).verdict).toBe('allow');
    expect(decideToolCall(strict, mail({ to: ['größe 漢字'] }), context).verdict).toBe('deny');
  });

  it('that is JSON text with something after it stays one text and decides nothing', () => {
    const text = `${JSON.stringify(inputOf(revision))} {}` as unknown as PolicyInput;
    expect(revision.engine.evaluate('tool:mail.send', text)).toMatchObject({ ok: true, decision: { verdict: 'deny' } });
  });

  it('that is too large or too deep is refused before the engine sees it', () => {
    const large = { ...inputOf(revision), environment: 'x'.repeat(300_000) };
    expect(revision.engine.evaluate('tool:mail.send', large)).toMatchObject({
      ok: false,
      why: expect.stringContaining('larger'),
    });
    let deep: unknown = 'x';
    for (let i = 0; i < 60_000; i++) deep = [deep];
    const nested = { ...inputOf(revision), environment: deep as string };
    expect(revision.engine.evaluate('tool:mail.send', nested)).toMatchObject({
      ok: false,
      why: expect.stringContaining('deeper'),
    });
  });

  it('that is not JSON is refused', () => {
    expect(revision.engine.evaluate('tool:mail.send', undefined as unknown as PolicyInput)).toMatchObject({
      ok: false,
    });
  });
});

describe('a pattern that would stall other engines', () => {
  const stalling = '^(a+)+$';
  /** Of this process: what other processes take does not count. Another engine would take years. */
  const muchMicroseconds = 5_000_000;
  const text = `${'a'.repeat(40)}!`;

  it('takes no time in a rule', () => {
    const condition = { pointer: '/to/0', op: 'matches', value: stalling };
    const revision = revisionOf(
      governance([rule('allow', { tools: ['mail.send'], when: { arguments: [condition] } })]),
    );
    const start = process.cpuUsage();
    expect(decideToolCall(revision, mail({ to: [text] }), context).verdict).toBe('deny');
    expect(process.cpuUsage(start).user).toBeLessThan(muchMicroseconds);
  });

  it('takes no time in an input schema, and one that cannot be read is told at load', () => {
    const patterns = new PatternEngine(program);
    const start = process.cpuUsage();
    expect(patterns.matches(stalling, text)).toBe(false);
    expect(process.cpuUsage(start).user).toBeLessThan(muchMicroseconds);
    expect(patterns.unreadable(['^ok$', '(?=ahead)', 'a(', '\\1'])).toEqual(['(?=ahead)', 'a(', '\\1']);
  });
});

describe('sets and objects from the engine', () => {
  it('come in a fixed order where they are kept', () => {
    const redacting = (names: string[]) => rule('allow', { tools: ['mail.send'], obligations: { redact: names } });
    const revision = revisionOf(governance([redacting(['/z', '/b']), redacting(['/m', '/a'])]));
    expect(decideToolCall(revision, mail({ to: [] }), context).obligations).toEqual({
      redact: ['/a', '/b', '/m', '/z'],
    });
  });
});
