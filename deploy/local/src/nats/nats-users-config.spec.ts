import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { natsUsersConfig } from './nats-users-config.js';

const folder = mkdtempSync(join(tmpdir(), 'countersign-nats-users-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the configuration for a nats-server of one’s own', () => {
  it('has every user with the password that the launcher will use, which is made once', () => {
    const file = join(folder, 'passwords.json');
    const printed = natsUsersConfig({ NATS_PASSWORDS_FILE: file });
    const { gateway = '', provisioner = '' } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    expect(statSync(file).mode & 0o777).toBe(0o600);
    for (const password of [gateway, provisioner]) expect(printed).toContain(password);
    expect(printed).toContain('evt.gateway.>');
    expect(natsUsersConfig({ NATS_PASSWORDS_FILE: file })).toBe(printed);
  });

  it('is refused with a sentence without a file for the passwords', () => {
    expect(() => natsUsersConfig({})).toThrow('NATS_PASSWORDS_FILE has to name a file');
  });
});
