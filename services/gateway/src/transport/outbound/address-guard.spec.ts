import { describe, expect, it } from '@jest/globals';
import { checkHost, guardedLookup, mayReach, type Reach } from './address-guard.js';

const nowhere: Reach = { loopback: false, private: false, networks: [] };

describe('which addresses may be reached', () => {
  it.each(['8.8.8.8', '2606:4700::1111'])('%s, of the public internet: always', (address) => {
    expect(mayReach(address, nowhere)).toBe(true);
  });

  it.each(['127.0.0.1', '::1', '10.0.0.1', '192.168.1.1', 'fd00::1', '0.0.0.0', '::ffff:127.0.0.1', '::127.0.0.1'])(
    '%s: not without an allowance',
    (address) => {
      expect(mayReach(address, nowhere)).toBe(false);
    },
  );

  it.each(['169.254.169.254', 'fd00:ec2::254', '100.100.100.200', '64:ff9b::7f00:1', '::ffff:10.0.0.1'])(
    '%s: not with any allowance',
    (address) => {
      const everywhere: Reach = { loopback: true, private: true, networks: ['0.0.0.0/0', '::/0'] };
      expect(mayReach(address, everywhere)).toBe(false);
    },
  );

  it('tells loopback, private addresses and single networks apart', () => {
    expect(mayReach('127.0.0.1', { ...nowhere, loopback: true })).toBe(true);
    expect(mayReach('10.0.0.1', { ...nowhere, loopback: true })).toBe(false);
    expect(mayReach('10.0.0.1', { ...nowhere, private: true })).toBe(true);
    const one = { ...nowhere, networks: ['10.1.0.0/16', 'fd00:1::/32'] };
    expect(['10.1.2.3', '10.2.0.1', 'fd00:1::5', 'fd00:2::5'].map((address) => mayReach(address, one))).toEqual([
      ...[true, false, true, false],
    ]);
  });

  it('checks hosts that are addresses themselves, for which nothing is looked up', () => {
    expect(() => checkHost('127.0.0.1', nowhere)).toThrow('not allowed');
    expect(() => checkHost('[::1]', nowhere)).toThrow('not allowed');
    expect(() => checkHost('example.com', nowhere)).not.toThrow();
  });
});

describe('looking a name up', () => {
  const lookup = (reach: Reach) =>
    new Promise<unknown>((resolve) =>
      guardedLookup(reach)('localhost', { all: true }, (error, addresses) => resolve(error ?? addresses)),
    );

  it('refuses a name that leads to an address which may not be reached', async () => {
    expect(await lookup(nowhere)).toMatchObject({ code: 'ADDRESS_REFUSED' });
  });

  it('gives the very addresses that were checked', async () => {
    const addresses = (await lookup({ ...nowhere, loopback: true })) as { address: string }[];
    expect(addresses.length).toBeGreaterThan(0);
    expect(addresses.every(({ address }) => ['127.0.0.1', '::1'].includes(address))).toBe(true);
  });
});
