/** Endings of names that resolve inside a machine, a cluster or a network, and so say nothing about the internet. */
const LOCAL_SUFFIXES =
  'localhost localdomain local internal intranet private corp home lan home.arpa svc consul test invalid onion alt'.split(
    ' ',
  );

/** Public zones whose names resolve to an address written in the name, or to loopback. */
const ADDRESS_ZONES = 'nip.io sslip.io xip.io traefik.me localtest.me lvh.me vcap.me lacolhost.com yoogle.com'.split(
  ' ',
);

const METADATA_NAMES = new Set([
  'metadata.google.internal',
  'metadata.goog',
  'metadata',
  'instance-data',
  'metadata.azure.com',
]);

const endsWithZone = (name: string, zone: string): boolean => name === zone || name.endsWith(`.${zone}`);

/** The scope of a normalised DNS name. A public name may still resolve to a private address: the executor pins that. */
export function nameScope(name: string): 'public' | 'local-name' | 'metadata' | 'invalid' {
  if (!isHostName(name)) return 'invalid';
  if (METADATA_NAMES.has(name) || name.startsWith('instance-data.')) return 'metadata';
  const isLocal = !name.includes('.') || [...LOCAL_SUFFIXES, ...ADDRESS_ZONES].some((zone) => endsWithZone(name, zone));
  return isLocal ? 'local-name' : 'public';
}

function isHostName(name: string): boolean {
  return (
    name.length <= 253 && name.split('.').every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label))
  );
}
