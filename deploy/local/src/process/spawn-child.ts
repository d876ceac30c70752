import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync } from 'node:fs';
import { guardChild } from './guard.js';
import { openLogFile } from './log-file.js';
import { removeProcessRecord, writeProcessRecord } from './process-record.js';

export interface ChildCommand {
  command: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Another user, when the launcher is root and the program refuses to be. */
  user?: { uid: number; gid: number };
  /** The child gets an IPC channel and ends when it closes. */
  ipc?: boolean;
  logPath: string;
  recordPath: string;
  stopSignal: NodeJS.Signals;
}

/** Starts a program in a group of its own, so that Ctrl-C reaches the launcher alone, which then stops all in order. */
export function spawnChild(command: ChildCommand): ChildProcess {
  const log = openLogFile(command.logPath);
  const child = spawn(command.command, command.args, {
    cwd: command.cwd,
    env: command.env,
    detached: true,
    stdio: command.ipc ? ['ignore', log, log, 'ipc'] : ['ignore', log, log],
    ...command.user,
  });
  closeSync(log);
  if (child.pid !== undefined) writeProcessRecord(command.recordPath, child.pid);
  child.once('exit', () => removeProcessRecord(command.recordPath));
  guardChild(child, command.stopSignal);
  return child;
}
