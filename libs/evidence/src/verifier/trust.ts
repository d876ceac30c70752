import { readSigningKey, type SigningKey } from './signing-keys.js';

/** What the auditor believes in before looking at a bundle. All keys are vkeys. */
export interface Trust {
  /** Keys of logs; a key signs for the log that has its name. */
  vkeys: readonly string[];
  /** Keys that may sign manifests. */
  manifestKeys: readonly string[];
  /** Keys of witnesses, who cosign tree heads. */
  witnesses?: readonly string[];
  /** How many of the witnesses must have cosigned the end checkpoint; 0 if not given. */
  quorum?: number;
}

export interface TrustedSigners {
  logs: SigningKey[];
  manifests: SigningKey[];
  witnesses: SigningKey[];
  quorum: number;
}

/** Throws if a key is malformed or the quorum cannot be reached. */
export function readTrust({ vkeys, manifestKeys, witnesses = [], quorum = 0 }: Trust): TrustedSigners {
  if (quorum > witnesses.length)
    throw new Error(`a quorum of ${quorum} cannot be reached by ${witnesses.length} witnesses`);
  return {
    logs: vkeys.map(readSigningKey),
    manifests: manifestKeys.map(readSigningKey),
    witnesses: witnesses.map(readSigningKey),
    quorum,
  };
}
