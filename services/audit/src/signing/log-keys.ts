import { createNoteSigner, type NoteKey, type NoteSigner } from '@countersign/evidence';
import type { KeyObject } from 'node:crypto';

export interface LogKeys {
  signerOf: (tenant: string) => NoteSigner;
  manifestKeyOf: (tenant: string) => NoteKey;
  manifestSignerOf: (tenant: string) => NoteSigner;
}

/** Each tenant's log and the manifests of its exports have names of their own, so that no signature passes for another's. */
export function logKeys(prefix: string, keys: { log: KeyObject; manifest: KeyObject }): LogKeys {
  const manifestKeyOf = (tenant: string) => ({ name: `${prefix}/${tenant}/manifest`, privateKey: keys.manifest });
  return {
    signerOf: (tenant) => createNoteSigner({ name: `${prefix}/${tenant}`, privateKey: keys.log }),
    manifestKeyOf,
    manifestSignerOf: (tenant) => createNoteSigner(manifestKeyOf(tenant)),
  };
}
