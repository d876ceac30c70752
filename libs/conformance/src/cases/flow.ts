import type { Check, World } from '../check/check.js';
import { bodyOf, paths, send } from '../check/raw-request.js';
import { Trial } from '../check/trial.js';
import { demand, Violation } from '../check/violation.js';
import { formats, type Format } from '../provider/turn.js';
import { tools } from '../tools.js';

const patienceMs = 60_000;

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** Reads until the text is there; what came by then. */
async function readUntil(reader: Reader, wanted: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  const deadline = AbortSignal.timeout(patienceMs);
  const late = new Promise<never>((_, reject) => {
    deadline.addEventListener('abort', () => reject(new Violation(`waited in vain for "${wanted}"; came: ${text}`)));
  });
  while (!text.includes(wanted)) {
    const { done, value } = await Promise.race([reader.read(), late]);
    if (done) throw new Violation(`the answer ended without "${wanted}": ${text}`);
    text += decoder.decode(value, { stream: true });
  }
  return text;
}

async function readOn(reader: Reader): Promise<string> {
  const chunks: Uint8Array[] = [];
  for (let next = await reader.read(); !next.done; next = await reader.read()) chunks.push(next.value);
  return Buffer.concat(chunks).toString('utf8');
}

async function paused(world: World, format: Format, use: (open: Open) => Promise<void>): Promise<void> {
  const trial = new Trial(world);
  let goOn = (): void => undefined;
  const pause = new Promise<void>((resolve) => (goOn = resolve));
  const answer = [{ kind: 'text' as const, text: 'first' }, trial.secretCall(tools.denied)];
  world.provider.script(trial.id, { turn: { answers: [answer], piece: 64 }, pause });
  const hangUp = new AbortController();
  try {
    const body = bodyOf(format, trial.prompt, { stream: true });
    const response = await send(world.target, { path: paths[format], body, signal: hangUp.signal });
    await use({
      trial,
      reader: (response.body as ReadableStream<Uint8Array>).getReader(),
      goOn,
      hangUp: () => hangUp.abort(),
    });
  } finally {
    goOn();
  }
}

interface Open {
  trial: Trial;
  reader: Reader;
  goOn: () => void;
  hangUp: () => void;
}

function flows(format: Format): Check {
  return {
    name: `${format}, streamed: text is passed on while the model still speaks, and the call after it is not`,
    run: (world) =>
      paused(world, format, async ({ trial, reader, goOn }) => {
        trial.search(await readUntil(reader, 'first'));
        goOn();
        const rest = await readOn(reader);
        trial.search(rest);
        demand(rest.length > 0, 'nothing came after the pause');
      }),
  };
}

function endsWithClient(format: Format): Check {
  return {
    name: `${format}, streamed: an agent that hangs up ends the call to the provider`,
    run: (world) =>
      paused(world, format, async ({ trial, reader, hangUp }) => {
        await readUntil(reader, 'first');
        hangUp();
        const closed = world.provider.received(trial.id)[0]?.closed;
        const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), patienceMs).unref());
        demand((await Promise.race([closed, late])) !== 'late', 'the provider was left to go on');
      }),
  };
}

/** How streams begin and how agents leave them. */
export function flowChecks(): Check[] {
  return formats.flatMap((format) => [flows(format), endsWithClient(format)]);
}
