import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const hooks = new URL('../../services/audit/test/typescript.mjs', import.meta.url).href;

export interface Child {
  process: ChildProcess;
  /** Where it listens. */
  url: string;
}

/** Starts one of `processes/` and waits for its word that it is ready. It ends with us. */
export async function startChild(name: string, args: readonly string[] = []): Promise<Child> {
  const file = fileURLToPath(new URL(`processes/${name}.ts`, import.meta.url));
  const child = fork(file, args, { execArgv: ['--import', hooks], stdio: 'inherit' });
  const ready = await Promise.race([
    once(child, 'message').then(([message]) => message as { port: number }),
    once(child, 'exit').then(([code]) => Number(code)),
  ]);
  if (typeof ready === 'number') throw new Error(`${name} ended while starting (${ready})`);
  return { process: child, url: `http://127.0.0.1:${ready.port}` };
}
