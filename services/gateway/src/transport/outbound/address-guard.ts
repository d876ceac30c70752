import { classifyAddress, isPublicAddress } from '@countersign/effects';
import ipaddr from 'ipaddr.js';
import { lookup as resolve, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';

/** An address that may not be reached from here, and was not. */
export class AddressRefused extends Error {
  readonly code = 'ADDRESS_REFUSED';
}

export interface Reach {
  /** Addresses of this machine. */
  loopback: boolean;
  /** Any private address. */
  private: boolean;
  /** Private networks, as CIDR. */
  networks: readonly string[];
}

/** Whether an address may be connected to. Link-local and metadata addresses never are, nor those that hide another. */
export function mayReach(address: string, reach: Reach): boolean {
  if (isPublicAddress(address)) return true;
  const scope = classifyAddress(address);
  if (scope === 'loopback') return reach.loopback;
  return scope === 'private' && (reach.private || reach.networks.some((network) => isIn(address, network)));
}

function isIn(address: string, network: string): boolean {
  const [range, bits] = ipaddr.parseCIDR(network);
  const parsed = ipaddr.parse(address);
  return parsed.kind() === range.kind() && parsed.match(range, bits);
}

/** Refuses hosts that are addresses themselves, for which nothing is looked up. */
export function checkHost(hostname: string, reach: Reach): void {
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0 && !mayReach(bare, reach)) throw refused();
}

/** Looks a name up and lets the connection be made only to the very addresses that were checked, all of which must be allowed. */
export function guardedLookup(reach: Reach): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const refusal = error ?? (addresses.every(({ address }) => mayReach(address, reach)) ? null : refused());
      if (refusal) return callback(refusal, '', 0);
      const [first] = addresses as [LookupAddress, ...LookupAddress[]];
      return options.all ? callback(null, addresses as never, 0) : callback(null, first.address, first.family);
    });
  };
}

function refused(): AddressRefused {
  return new AddressRefused('the address is private or reserved and was not allowed');
}
