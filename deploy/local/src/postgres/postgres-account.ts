import { spawnSync } from 'node:child_process';

export interface Account {
  uid: number;
  gid: number;
}

const accountName = 'postgres';

function lookUp(flag: '-u' | '-g'): number | null {
  const { status, stdout } = spawnSync('id', [flag, accountName], { encoding: 'utf8' });
  return status === 0 ? Number(stdout.trim()) : null;
}

function find(): Account | null {
  const uid = lookUp('-u');
  const gid = lookUp('-g');
  return uid === null || gid === null ? null : { uid, gid };
}

/** An account that owns files and runs one program: no password, no home, no shell. */
const accountTool = 'useradd';
const accountShape = [
  '--system',
  '--user-group',
  '--no-create-home',
  '--home-dir',
  '/nonexistent',
  '--shell',
  '/usr/sbin/nologin',
];

function refusal(why: string): Error {
  return new Error(
    `PostgreSQL refuses to run as root and the account "${accountName}" could not be created ` +
      `(${why}). Create it, start as an ordinary user, or set DATABASE_URL to your own server.`,
  );
}

/** Null when it was created, else why not: another process may be creating it at the same moment. */
function create(): string | null {
  const { status, error, stderr } = spawnSync(accountTool, [...accountShape, accountName], { encoding: 'utf8' });
  if (error) throw refusal(error.message);
  return status === 0 ? null : stderr.trim();
}

/** Two starts side by side lock each other out of the list of accounts for a moment. */
const mostTries = 20;
const pauseMs = 250;

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
}

/** The account PostgreSQL runs under when we are root; null when we are an ordinary user and it runs as ourselves. */
export function postgresAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  let why: string | null = null;
  for (let tries = 0; tries < mostTries; tries += 1) {
    if (tries > 0) pause();
    const account = find();
    if (account) return account;
    why = create();
  }
  throw refusal(why ?? 'it cannot be found');
}
