import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ConfigError, loadConfig } from './load-config.js';
import { serviceSettings, storageSettings } from './settings.js';

const good = {
  PORT: '8080',
  NATS_URL: 'nats://127.0.0.1:4222',
  NATS_USER: 'gateway',
  NATS_PASSWORD: 'a-long-enough-password',
};

function message(env: Record<string, string>, schema: z.ZodObject = serviceSettings): string {
  try {
    loadConfig(schema, env);
    return '';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

describe('reading settings', () => {
  it('gives typed values and defaults', () => {
    expect(loadConfig(serviceSettings, { ...good, HOME: '/root' })).toMatchObject({
      PORT: 8080,
      HOST: '127.0.0.1',
      NATS_URL: ['nats://127.0.0.1:4222'],
      LOG_LEVEL: 'info',
    });
  });

  it.each([
    ['a missing setting', { ...good, NATS_URL: '' }, /^NATS_URL is not set\. Set it and start again\.$/],
    ['a port that is none', { ...good, PORT: '123456' }, /^PORT is not usable: .*Correct it and start again\.$/],
    ['a short password', { ...good, NATS_PASSWORD: 'short' }, /^NATS_PASSWORD is not usable: at least 16 characters/],
    [
      'a typing error',
      { ...good, LOG_LEVL: 'debug' },
      /^LOG_LEVL is not a setting; LOG_LEVEL is\. Rename it or remove it\.$/,
    ],
    [
      'an unknown setting of ours',
      { ...good, COUNTERSIGN_MAGIC: '1' },
      /^COUNTERSIGN_MAGIC is not a setting of this service\. Remove it\.$/,
    ],
    [
      'a setting of no service that was meant for this one',
      { ...good, MAGIC: '1', HOME: '/root', COUNTERSIGN_GIVEN_SETTINGS: 'LOG_LEVEL,MAGIC' },
      /^MAGIC is not a setting of this service\. Remove it\.$/,
    ],
  ])('stops at %s with a sentence that says what to do', (_, env, expected) => expect(message(env)).toMatch(expected));

  it('never shows the value of a setting', () => {
    const secret = 'postgre://user:hunter2@host/db';
    expect(message({ DATABASE_URL: secret }, storageSettings)).not.toContain('hunter2');
  });
});
