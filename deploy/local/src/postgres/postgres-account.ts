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

function create(): void {
  const { status, error, stderr } = spawnSync(accountTool, [...accountShape, accountName], { encoding: 'utf8' });
  if (status === 0) return;
  throw new Error(
    `PostgreSQL refuses to run as root and the account "${accountName}" could not be created ` +
      `(${error?.message ?? stderr.trim()}). Create it, start as an ordinary user, or set DATABASE_URL to your own server.`,
  );
}

/** The account PostgreSQL runs under when we are root; null when we are an ordinary user and it runs as ourselves. */
export function postgresAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const existing = find();
  if (existing) return existing;
  create();
  const created = find();
  if (!created) throw new Error(`the account "${accountName}" was created but cannot be found`);
  return created;
}
