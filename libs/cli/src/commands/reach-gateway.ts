import type { World } from '@countersign/conformance';
import { CommandError } from '../output/command-error.js';

const patienceMs = 10_000;

/** Says in one sentence what every check would fail of: an address where nobody answers, or a key that nobody knows. */
export async function reachGateway({ url, key }: World['target']): Promise<void> {
  if (!/^https?:\/\//.test(url)) throw new CommandError(`${url} is no address: it begins with http:// or https://.`);
  const headers = { authorization: `Bearer ${key}` };
  const answer = await fetch(`${url}/v1/models`, { headers, signal: AbortSignal.timeout(patienceMs) }).catch(
    () => null,
  );
  if (!answer) throw new CommandError(`No gateway answers at ${url}.`);
  await answer.body?.cancel();
  if (answer.status === 401) throw new CommandError(`The gateway at ${url} does not accept this key.`);
}
