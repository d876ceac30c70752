import { join } from 'node:path';

/** Where everything of one instance lies below its data folder. */
export interface InstancePaths {
  dataDir: string;
  logs: string;
  run: string;
  secrets: string;
  /** Root of the file driver of the secrets store: `<tenant>/<name>`. */
  secretStore: string;
  /** Where audit remembers which tree heads it has signed, apart from the database. */
  signerState: string;
  /** Evidence bundles that wait to be fetched. */
  exports: string;
  /** Written last, for scripts. */
  devFile: string;
  ports: string;
  /** Who runs on this data folder. */
  lock: string;
  /** Agent keys and person tokens of earlier starts. */
  issuedKeys: string;
  /** What was last applied from the governance folder. */
  appliedGovernance: string;
}

export function instancePaths(dataDir: string): InstancePaths {
  const secrets = join(dataDir, 'secrets');
  return {
    dataDir,
    logs: join(dataDir, 'logs'),
    run: join(dataDir, 'run'),
    secrets,
    secretStore: join(secrets, 'store'),
    signerState: join(dataDir, 'signer'),
    exports: join(dataDir, 'exports'),
    devFile: join(dataDir, 'dev.json'),
    ports: join(dataDir, 'ports.json'),
    lock: join(dataDir, 'run', 'launcher.json'),
    issuedKeys: join(secrets, 'keys.json'),
    appliedGovernance: join(dataDir, 'applied-governance.json'),
  };
}
