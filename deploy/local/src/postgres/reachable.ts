import { spawnSync } from 'node:child_process';
import type { Account } from './postgres-account.js';

/** Can this account enter the folder? Asked of the operating system itself, which also knows access lists. */
export function isReachable(folder: string, account: Account | null): boolean {
  if (account === null) return true;
  const { status } = spawnSync('/bin/sh', ['-c', 'test -x "$0"', folder], { ...account, cwd: '/', stdio: 'ignore' });
  return status === 0;
}
