import { spawn, type ChildProcess } from 'node:child_process';

/**
 * Reads lists of `SIGNAL:pid` and, when its input ends because the launcher is gone for whatever reason, signals the
 * last list. A shell, because it has to survive us and should cost nothing.
 */
const guardScript = `trap '' INT HUP TERM
while IFS= read -r line; do list=$line; done
for entry in $list; do kill -"\${entry%%:*}" "\${entry##*:}" 2>/dev/null; done`;

const guarded = new Map<number, string>();
let guard: ChildProcess | null = null;

function startGuard(): ChildProcess {
  const child = spawn('/bin/sh', ['-c', guardScript], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  });
  child.on('error', () => (guard = null));
  child.on('exit', () => (guard = null));
  child.stdin?.on('error', () => (guard = null));
  child.unref();
  (child.stdin as unknown as { unref?: () => void })?.unref?.();
  return child;
}

function tellGuard(): void {
  guard ??= startGuard();
  guard.stdin?.write(`${[...guarded].map(([pid, signal]) => `${signal}:${pid}`).join(' ')}\n`);
}

/** Children that are to end when this process ends, SIGKILL included. A later start cleans up if the guard dies too. */
export function guardChild(child: ChildProcess, stopSignal: NodeJS.Signals): void {
  const { pid } = child;
  if (pid === undefined || process.platform === 'win32') return;
  guarded.set(pid, stopSignal.replace(/^SIG/, ''));
  tellGuard();
  child.once('exit', () => {
    guarded.delete(pid);
    tellGuard();
  });
}
