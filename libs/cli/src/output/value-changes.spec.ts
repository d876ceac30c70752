import { describe, expect, it } from '@jest/globals';
import { valueChanges } from './value-changes.js';

const policy = (...rules: unknown[]) => ({ kind: 'Policy', name: 'p', rules });
const read = { name: 'read the logs', verdict: 'allow' };
const write = { name: 'write', verdict: 'hold', approvers: { groups: ['on-call'] } };

describe('what changed between two documents', () => {
  it('is nothing for equal ones', () => {
    expect(valueChanges(policy(read), policy(read))).toEqual([]);
    expect(valueChanges([{ a: 1, b: [{ c: 2, d: 3 }] }], [{ b: [{ d: 3, c: 2 }], a: 1 }])).toEqual([]);
  });

  it('is told by the names of rules, so that a rule put in front moves nothing else', () => {
    expect(valueChanges(policy(write), policy(read, write))).toEqual([
      '+ rules "read the logs": {"name":"read the logs","verdict":"allow"}',
    ]);
  });

  it('names the place, what was and what is', () => {
    const later = { name: 'write', verdict: 'allow' };
    expect(valueChanges(policy(read, write), policy(read, later))).toEqual([
      '~ rules "write" verdict: "hold" -> "allow"',
      '- rules "write" approvers: {"groups":["on-call"]}',
    ]);
  });

  it('says so when only the order is another', () => {
    expect(valueChanges(policy(read, write), policy(write, read))).toEqual(['~ rules: in another order']);
  });

  it('keeps long values short', () => {
    expect(valueChanges('a', 'b'.repeat(1000))[0]?.length).toBeLessThan(200);
  });
});
