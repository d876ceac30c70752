import { describe, expect, it } from '@jest/globals';
import { bindToKey, openBound } from './key-bound-token.js';

const payload = { r: '2025-11-25', n: 'abc' };

describe('a token bound to an agent key', () => {
  it('opens under that key for that purpose', () => {
    expect(openBound('key-1', 'session', bindToKey('key-1', 'session', payload))).toEqual(payload);
  });

  it('opens under no other key, for no other purpose, and not when anything of it was changed', () => {
    const token = bindToKey('key-1', 'session', payload);
    const [body = '', mac = ''] = token.split('.');
    const other = Buffer.from(JSON.stringify({ ...payload, r: '2025-06-18' })).toString('base64url');
    expect(openBound('key-2', 'session', token)).toBeUndefined();
    expect(openBound('key-1', 'request-state', token)).toBeUndefined();
    for (const forged of [`${other}.${mac}`, body, `${body}.`, `${token}.x`, '', '.', `${body}.${mac.slice(0, -2)}`]) {
      expect(openBound('key-1', 'session', forged)).toBeUndefined();
    }
  });
});
