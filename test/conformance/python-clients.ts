import { batchOf, type BatchAnswer, type Outcome, type World } from '@countersign/conformance';
import { spawn, spawnSync } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('python/ask.py', import.meta.url));

/** Whether this machine has Python with the official clients. */
export function hasPythonClients(): boolean {
  return spawnSync('python3', ['-c', 'import openai, anthropic']).status === 0;
}

/** Has the Python clients ask what every client is asked, and judges what they read. */
export async function runPythonClients(world: World): Promise<Outcome[]> {
  const { questions, judge } = batchOf(world);
  const python = spawn('python3', [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  python.stdin.end(JSON.stringify({ ...world.target, questions }));
  return judge(JSON.parse(await text(python.stdout)) as BatchAnswer[]);
}
