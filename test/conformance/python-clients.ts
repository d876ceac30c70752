import { batchOf, type BatchAnswer, type Outcome, type World } from '@countersign/conformance';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('python/ask.py', import.meta.url));
const requirements = fileURLToPath(new URL('python/requirements.txt', import.meta.url));
/** Kept between runs, beside the other things that are fetched once. */
const environment = fileURLToPath(new URL('../../.cache/conformance-python', import.meta.url));
const ownPython = `${environment}/bin/python3`;
/** Where the registry is slow or silent, the suite goes without rather than wait. */
const installLimitMs = 90_000;

function hasClients(python: string): boolean {
  return spawnSync(python, ['-c', 'import openai, anthropic']).status === 0;
}

/** False where there is no Python, no venv module or no way to the packages. */
function install(): boolean {
  const made = existsSync(ownPython) || spawnSync('python3', ['-m', 'venv', environment]).status === 0;
  if (!made) return false;
  const quickly = ['--retries', '1', '--timeout', '15'];
  const options = ['install', '--quiet', '--disable-pip-version-check', ...quickly, '--requirement', requirements];
  return spawnSync(ownPython, ['-m', 'pip', ...options], { timeout: installLimitMs }).status === 0;
}

/** A Python with the official clients: this machine's, or one of our own; null where there is none. */
export function pythonWithClients(): string | null {
  const present = [ownPython, 'python3'].find(hasClients);
  if (present) return present;
  return install() && hasClients(ownPython) ? ownPython : null;
}

/** Has the Python clients ask what every client is asked, and judges what they read. */
export async function runPythonClients(world: World, interpreter: string): Promise<Outcome[]> {
  const { questions, judge } = batchOf(world);
  const python = spawn(interpreter, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  python.stdin.end(JSON.stringify({ ...world.target, questions }));
  return judge(JSON.parse(await text(python.stdout)) as BatchAnswer[]);
}
