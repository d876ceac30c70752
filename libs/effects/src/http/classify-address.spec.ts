import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { classifyAddress, isPublicAddress } from './classify-address.js';

describe('classifying an address', () => {
  it.each([
    ['8.8.8.8', 'public'],
    ['[2606:4700::1111]', 'public'],
    ['2a00:1450:4001:82f::200e', 'public'],
    ['example.com', 'public'],
    ['EXAMPLE.com.', 'public'],
    ['127.0.0.1', 'loopback'],
    ['0', 'loopback'],
    ['0x7f.1', 'loopback'],
    ['017700000001', 'loopback'],
    ['2130706433', 'loopback'],
    ['\uff11\uff12\uff17.0.0.1', 'loopback'],
    ['::1', 'loopback'],
    ['10.1', 'private'],
    ['fd00::1', 'private'],
    ['100.64.1.1', 'private'],
    ['fe80::1', 'link-local'],
    ['169.254.1.1', 'link-local'],
    ['169.254.169.254', 'metadata'],
    ['0xa9fea9fe', 'metadata'],
    ['fd00:ec2::254', 'metadata'],
    ['FD00:0EC2:0:0:0:0:0:0254', 'metadata'],
    ['metadata.google.internal.', 'metadata'],
    ['::ffff:8.8.8.8', 'transition'],
    ['::8.8.8.8', 'transition'],
    ['64:ff9b::808:808', 'transition'],
    ['64:ff9b:1::1', 'transition'],
    ['2002:808:808::1', 'transition'],
    ['2001::1', 'transition'],
    ['2001:470::1:5efe:808:808', 'public'],
    ['2001:470:1:2:0:5efe:808:808', 'transition'],
    ['2001:2::1', 'reserved'],
    ['fec0::1', 'reserved'],
    ['224.0.0.1', 'reserved'],
    ['4000::1', 'reserved'],
    ['printer', 'local-name'],
    ['db.prod.internal', 'local-name'],
    ['10.0.0.1.nip.io', 'local-name'],
    ['', 'invalid'],
    ['a b', 'invalid'],
    ['example.com/x', 'invalid'],
    ['user@example.com', 'invalid'],
    ['fe80::1%eth0', 'link-local'],
    ['1.2.3.4.5', 'invalid'],
    ['a..b', 'invalid'],
  ])('%s is %s', (host, scope) => {
    expect(classifyAddress(host)).toBe(scope);
  });

  it('calls an address public only in its ordinary notation', () => {
    expect(['8.8.8.8', '2606:4700::1111'].every(isPublicAddress)).toBe(true);
    const others = [
      '134744072',
      '8.8.8',
      '010.8.8.8',
      '::ffff:8.8.8.8',
      'example.com',
      '',
      '8.8.8.8 ',
      '[2606:4700::1]',
      '2606:4700::1%1',
    ];
    expect(others.filter(isPublicAddress)).toEqual([]);
  });

  it('agrees with itself whatever the notation of an IPv4 address', () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), (address) => {
        const bytes = [24, 16, 8, 0].map((shift) => (address >>> shift) & 255);
        const scope = classifyAddress(bytes.join('.'));
        const notations = [
          `${address}`,
          `0x${address.toString(16)}`,
          `0${address.toString(8)}`,
          bytes.map((byte) => `0x${byte.toString(16)}`).join('.'),
        ];
        expect(notations.map(classifyAddress)).toEqual(notations.map(() => scope));
        const mapped = `::ffff:${bytes.join('.')}`;
        expect(isPublicAddress(mapped)).toBe(false);
      }),
    );
  });
});
