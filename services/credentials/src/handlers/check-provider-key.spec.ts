import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { secretTag } from '../secrets/secret-tag.js';
import { checkProviderKey } from './check-provider-key.js';

const tagOf = (secret: string) => secretTag(secret, randomBytes(32));
const provider = { apiKey: { secret: 'openai-key' } };

function check(stored: string | null, tag: string) {
  const parts = {
    secrets: { read: async () => stored },
    provider: async () => ({ ok: true as const, value: provider as never }),
  };
  return checkProviderKey(parts)({ tenant: 'acme', provider: 'openai', tag });
}

describe('a leased provider key', () => {
  it('is current as long as the store holds the same', async () => {
    expect(await check('sk-one', tagOf('sk-one'))).toEqual({ ok: true, value: { current: true } });
  });

  it('is not once another is stored', async () => {
    expect(await check('sk-two', tagOf('sk-one'))).toEqual({ ok: true, value: { current: false } });
    expect(await check('sk-two', 'nonsense')).toEqual({ ok: true, value: { current: false } });
  });

  it('cannot be told when the store holds none', async () => {
    expect(await check(null, tagOf('sk-one'))).toMatchObject({
      ok: false,
      refusal: { reasonCode: 'secret_missing' },
    });
  });

  it('is not told by its tag, which is another each time', () => {
    expect(tagOf('sk-one')).not.toBe(tagOf('sk-one'));
    expect(tagOf('sk-one')).not.toContain('sk-one');
  });
});
