import {
  createNoteSigner,
  formatVkey,
  publicBytesOf,
  SignatureType,
  vkeyOf,
  type NoteKey,
  type NoteSigner,
} from '@countersign/evidence';
import type { KeyObject } from 'node:crypto';

/** A key of a service whose signatures stand inside leaves. */
export interface ServiceKey {
  service: 'policy' | 'approvals';
  vkey: string;
}

export interface LogKeys {
  signerOf: (tenant: string) => NoteSigner;
  manifestKeyOf: (tenant: string) => NoteKey;
  manifestSignerOf: (tenant: string) => NoteSigner;
  services: readonly ServiceKey[];
}

export interface KeyPins {
  log: KeyObject;
  manifest: KeyObject;
  /** Public keys. */
  policy: KeyObject;
  approvals: KeyObject;
}

/** Each tenant's log, the manifests of its exports and the services have names of their own, so that no signature passes for another's. */
export function logKeys(prefix: string, keys: KeyPins): LogKeys {
  const manifestKeyOf = (tenant: string) => ({ name: `${prefix}/${tenant}/manifest`, privateKey: keys.manifest });
  const serviceKey = (service: ServiceKey['service']) => {
    const key = vkeyOf(`${prefix}/services/${service}`, SignatureType.ED25519, publicBytesOf(keys[service]));
    return { service, vkey: formatVkey(key) };
  };
  return {
    signerOf: (tenant) => createNoteSigner({ name: `${prefix}/${tenant}`, privateKey: keys.log }),
    manifestKeyOf,
    manifestSignerOf: (tenant) => createNoteSigner(manifestKeyOf(tenant)),
    services: [serviceKey('policy'), serviceKey('approvals')],
  };
}
