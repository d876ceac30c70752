import { describe, expect, it } from '@jest/globals';
import { compileCustom, detect } from '@countersign/detectors';
import { ScanMemories } from './scan-memories.js';

const card = '4111 1111 1111 1111';
const long = (text: string) => `${text} ${'and so on, as people say. '.repeat(30)}`;
const parts = (text: string) => [{ pointer: '/messages/0/content', text }];

/** A tenant's own detector, which counts how often it looks. */
function looking() {
  let looks = 0;
  const custom = (text: string) => {
    looks += 1;
    return text.includes('EMP-1') ? [{ category: 'badge', detector: 'badge', start: 0, end: 5 }] : [];
  };
  return { custom, looks: () => looks };
}

describe('what was found in the texts of a conversation', () => {
  it('is the same when it comes again, without looking again', () => {
    const memories = new ScanMemories();
    const { custom, looks } = looking();
    const text = long(`EMP-1 pays with ${card}`);
    const look = () => detect(parts(text), { custom, memory: memories.of('acme', 'one') });
    const first = look();
    expect(first.findings.map(({ category }) => category).sort()).toEqual(['badge', 'card-number']);
    expect([look(), looks()]).toEqual([first, 1]);
    expect(look()).toEqual(detect(parts(text), { custom }));
  });

  it('is another tenant’s business only when that looks itself, and another set of patterns’ as well', () => {
    const memories = new ScanMemories();
    const { custom, looks } = looking();
    for (const [tenant, patterns] of [
      ['acme', 'one'],
      ['globex', 'one'],
      ['acme', 'two'],
      ['acme', 'one'],
    ] as const)
      detect(parts(long('hello')), { custom, memory: memories.of(tenant, patterns) });
    expect(looks()).toBe(3);
    const set = compileCustom([{ name: 'badge', category: 'badge', pattern: 'hello' }]);
    const found = detect(parts(long('hello')), { custom: set.find, memory: memories.of('acme', 'three') });
    expect(found.findings).toHaveLength(1);
  });

  it('holds no value, no text and no more texts than it may', () => {
    const memories = new ScanMemories(2);
    const { custom, looks } = looking();
    const look = (text: string) => detect(parts(long(text)), { custom, memory: memories.of('acme', 'one') });
    for (const text of [card, 'second', card, 'third', card]) look(text);
    expect(looks()).toBe(3);
    look('second');
    expect(looks()).toBe(4);
    const held = JSON.stringify([...(memories as unknown as { found: Map<string, unknown> }).found]);
    expect(held).not.toMatch(/4111.?1111.?1111.?1111/);
    expect(held).not.toContain('and so on');
  });
});
