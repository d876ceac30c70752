import { describe, expect, it } from '@jest/globals';
import { isInScope } from './run-scope.js';

const run = (tools: string[] | null) => ({ runId: 'run_1', principal: null, scope: { tools, models: null } });

describe('the scope of a run', () => {
  it.each([
    ['logs.read', 'logs.read', true],
    ['logs.read', 'logs.readx', false],
    ['logs.*', 'logs.read', true],
    ['logs.*', 'logs', false],
    ['*', 'anything', true],
    ['*.read', 'logs.read', true],
    ['a*a', 'a', false],
    ['a*b*c', 'a1b2c', true],
    ['a*b*c', 'acb', false],
    ['logs.r?ad', 'logs.read', false],
  ])('%s covers %s: %s', (pattern, name, covered) => {
    expect(isInScope(run([pattern]), 'tools', name)).toBe(covered);
  });

  it('covers all where it names nothing, and nothing where it names none', () => {
    expect(isInScope(run(null), 'tools', 'logs.read')).toBe(true);
    expect(isInScope({ runId: 'run_1', principal: null }, 'models', 'gpt')).toBe(true);
    expect(isInScope(run([]), 'tools', 'logs.read')).toBe(false);
  });

  it('is compared in time that grows with its length only', () => {
    expect(isInScope(run([`${'*a'.repeat(60)}*b`]), 'tools', 'a'.repeat(128))).toBe(false);
  });
});
