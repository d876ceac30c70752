import type { KeyObject } from 'node:crypto';
import { readSigningKey, type SigningKey } from './signing-keys.js';

/** What the auditor believes in before looking at a bundle. All keys are vkeys. */
export interface Trust {
  /** Keys of logs; a key signs for the log that has its name. */
  vkeys: readonly string[];
  /** Keys that may sign manifests. */
  manifestKeys: readonly string[];
  /** Keys of the services that sign what they decide; without those of one, its signatures are not checked. */
  services?: readonly ServiceKey[];
  /** Keys of witnesses, who cosign tree heads. */
  witnesses?: readonly string[];
  /** How many of the witnesses must have cosigned the end checkpoint; 0 if not given. */
  quorum?: number;
}

/** Who signs single facts: policy its decisions, approvals its grants. */
export const SIGNING_SERVICES = ['policy', 'approvals'] as const;

export interface ServiceKey {
  service: (typeof SIGNING_SERVICES)[number];
  vkey: string;
}

export interface TrustedSigners {
  logs: SigningKey[];
  manifests: SigningKey[];
  /** By the name of the service. */
  services: ReadonlyMap<string, readonly KeyObject[]>;
  witnesses: SigningKey[];
  quorum: number;
}

/** Throws if a key is malformed or the quorum cannot be reached. */
export function readTrust({ vkeys, manifestKeys, services = [], witnesses = [], quorum = 0 }: Trust): TrustedSigners {
  if (quorum > witnesses.length)
    throw new Error(`a quorum of ${quorum} cannot be reached by ${witnesses.length} witnesses`);
  return {
    logs: vkeys.map(readSigningKey),
    manifests: manifestKeys.map(readSigningKey),
    services: keysByService(services),
    witnesses: witnesses.map(readSigningKey),
    quorum,
  };
}

function keysByService(given: readonly ServiceKey[]): Map<string, KeyObject[]> {
  const keys = new Map<string, KeyObject[]>();
  for (const { service, vkey } of given) {
    keys.set(service, [...(keys.get(service) ?? []), readSigningKey(vkey).key]);
  }
  return keys;
}
