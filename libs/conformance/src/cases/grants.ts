import { randomUUID } from 'node:crypto';
import type { Check, World } from '../check/check.js';
import { readingsOf, Trial } from '../check/trial.js';
import { demand } from '../check/violation.js';
import { ownClients } from '../client/clients.js';
import type { Reading } from '../client/reading.js';
import { formats, type Format } from '../provider/turn.js';
import { tools } from '../tools.js';

const patienceMs = 60_000;

async function askFor(
  world: World,
  format: Format,
  { args, stream }: { args: string; stream: boolean },
): Promise<Reading> {
  const trial = new Trial(world);
  const call = { kind: 'call' as const, id: `call_${trial.id}`, name: tools.held, args };
  const script = { turn: { answers: [[call]] } };
  const [reading] = readingsOf(await trial.ask(ownClients[format], { script, stream, tools: [tools.held] }));
  return reading as Reading;
}

async function untilGranted(ask: () => Promise<Reading>): Promise<Reading> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const reading = await ask();
    if (reading.calls.length > 0 || Date.now() > deadline) return reading;
  }
}

function grantCheck(format: Format, stream: boolean): Check {
  return {
    name: `${format}, ${stream ? 'streamed' : 'whole'}: a held call is told with its approval; once granted, the same call passes once`,
    needsApprover: true,
    run: async (world) => {
      const note = randomUUID();
      // Another order of members, white space and escapes: the same canonical call all the same.
      const ask = () => askFor(world, format, { args: `{ "note" : "${note}" }`, stream });
      const first = await ask();
      demand(first.calls.length === 0 && first.finish === 'stop', `it was not held: ${JSON.stringify(first)}`);
      const approval = /apr_[0-9a-zA-Z]+/.exec(first.text)?.[0];
      demand(approval !== undefined, `no approval is named: ${first.text}`);
      await world.approve?.(approval as string);
      const granted = await untilGranted(ask);
      demand(granted.calls.length === 1, `the granted call does not pass: ${JSON.stringify(granted)}`);
      demand((granted.calls[0]?.args as { note?: string }).note === note, 'another call passed');
      const after = await ask();
      demand(after.calls.length === 0, 'the grant was used twice');
    },
  };
}

/** Held calls and the grants that end them. */
export function grantChecks(): Check[] {
  return formats.flatMap((format) => [false, true].map((stream) => grantCheck(format, stream)));
}
