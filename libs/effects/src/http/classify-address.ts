import ipaddr from 'ipaddr.js';
import { nameScope } from './name-scope.js';

/** Where an address or a name leads. Everything but `public` is, or may be, inside the executor's own network. */
export type AddressScope =
  'public' | 'loopback' | 'private' | 'link-local' | 'metadata' | 'transition' | 'reserved' | 'local-name' | 'invalid';

/** Addresses from which clouds hand out credentials to whoever can reach them. 168.63.129.16 is in a public range. */
const METADATA = new Set([
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  'fd00:ec2::254',
  'fd00:ec2::23',
  'fe80::a9fe:a9fe',
]);

const SCOPES: Readonly<Record<string, AddressScope>> = {
  unicast: 'public',
  loopback: 'loopback',
  unspecified: 'loopback',
  private: 'private',
  uniqueLocal: 'private',
  carrierGradeNat: 'private',
  linkLocal: 'link-local',
  ipv4Mapped: 'transition',
  rfc6145: 'transition',
  rfc6052: 'transition',
  '6to4': 'transition',
  teredo: 'transition',
};

/** Only this part of IPv6 is routed on the internet; its first /23 is for protocols (Teredo, ORCHID, benchmarks). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');
const PROTOCOL_ASSIGNMENTS = ipaddr.IPv6.parseCIDR('2001::/23');

/** The scope of a host in any notation: names, IPv4 in decimal, octal, hex or short form, IPv6 with or without brackets. */
export function classifyAddress(host: string): AddressScope {
  const bare = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  if (ipaddr.IPv6.isValid(bare)) return scopeOfIpv6(ipaddr.IPv6.parse(bare));
  const normalised = normaliseHost(bare);
  if (normalised === undefined) return 'invalid';
  if (ipaddr.IPv4.isValidFourPartDecimal(normalised)) return scopeOfIpv4(ipaddr.IPv4.parse(normalised));
  return nameScope(normalised);
}

/** Whether a resolved address, in its ordinary notation, is one of the public internet: to be asked before connecting. */
export function isPublicAddress(ip: string): boolean {
  const ordinary = ipaddr.IPv4.isValidFourPartDecimal(ip) || (ipaddr.IPv6.isValid(ip) && !ip.includes('%'));
  return ordinary && classifyAddress(ip) === 'public';
}

/** The host as a URL parser understands it, which folds width, case and every notation of an IPv4 address. */
function normaliseHost(host: string): string | undefined {
  if (/[/?#@\\:%\s]/.test(host)) return undefined;
  try {
    return new URL(`http://${host}/`).hostname.replace(/\.$/, '');
  } catch {
    return undefined;
  }
}

function scopeOfIpv4(address: ipaddr.IPv4): AddressScope {
  if (METADATA.has(address.toString())) return 'metadata';
  return SCOPES[address.range()] ?? 'reserved';
}

function scopeOfIpv6(address: ipaddr.IPv6): AddressScope {
  if (METADATA.has(address.toRFC5952String())) return 'metadata';
  const scope = SCOPES[address.range()] ?? 'reserved';
  if (scope !== 'public') return scope;
  if (!address.match(GLOBAL_UNICAST) || address.match(PROTOCOL_ASSIGNMENTS)) return 'reserved';
  return embedsIpv4(address) ? 'transition' : 'public';
}

/** ISATAP: an interface identifier of 0:5efe or 200:5efe before an IPv4 address. */
function embedsIpv4(address: ipaddr.IPv6): boolean {
  return address.parts[5] === 0x5efe && (address.parts[4] === 0 || address.parts[4] === 0x200);
}
