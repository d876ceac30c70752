import { execFileSync } from 'node:child_process';
import { isUsableNatsVersion } from './nats-version.js';
import { packagedNatsServer } from './nats-package.js';

function versionOf(binary: string): string | null {
  try {
    return execFileSync(binary, ['--version'], {
      encoding: 'utf8',
      timeout: 10_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return null;
  }
}

function named(binary: string): string {
  const version = versionOf(binary);
  if (version === null) throw new Error(`NATS_SERVER_BIN names ${binary}, which does not run.`);
  if (!isUsableNatsVersion(version))
    throw new Error(
      `NATS_SERVER_BIN names ${binary}, which is ${version.trim().split('\n')[0]}; 2.10 or newer is needed.`,
    );
  return binary;
}

/** `NATS_SERVER_BIN`, then a recent `nats-server` on PATH, then the packaged one. */
export async function findNatsServer(environment: NodeJS.ProcessEnv, cacheDir: string): Promise<string> {
  if (environment.NATS_SERVER_BIN) return named(environment.NATS_SERVER_BIN);
  const onPath = versionOf('nats-server');
  if (onPath !== null && isUsableNatsVersion(onPath)) return 'nats-server';
  const packaged = await packagedNatsServer(cacheDir);
  if (packaged !== null) return packaged;
  throw new Error(
    `There is no packaged nats-server for ${process.platform} ${process.arch}. Install nats-server 2.10 or newer ` +
      '(for example with "brew install nats-server"), name one in NATS_SERVER_BIN, or set NATS_URL to your own server.',
  );
}
