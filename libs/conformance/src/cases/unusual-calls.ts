import type { Check } from '../check/check.js';
import { readingsOf, Trial } from '../check/trial.js';
import { demand } from '../check/violation.js';
import { ownClients } from '../client/clients.js';
import type { Reading } from '../client/reading.js';
import type { CallPart, Format, Turn } from '../provider/turn.js';
import { tools } from '../tools.js';
import { demandReading } from './answers.js';
import { allowedCall, note } from './scenarios.js';
import type { Expected } from './scenarios.js';

interface Unusual {
  name: string;
  formats: readonly Format[];
  turn(trial: Trial): Turn;
  /** One for each answer. */
  expected: readonly Expected[];
}

const of = (call: CallPart, change: Partial<CallPart>): CallPart => ({ ...call, ...change });
const passed = { name: tools.allowed, args: { note } };
const denied: Expected = { calls: [], text: 'some' };

const unusual: readonly Unusual[] = [
  {
    name: 'an allowed legacy function_call',
    formats: ['chat'],
    turn: () => ({ answers: [[of(allowedCall(), { kind: 'legacy' })]] }),
    expected: [{ calls: [passed] }],
  },
  {
    name: 'a denied legacy function_call',
    formats: ['chat'],
    turn: (trial) => ({ answers: [[of(trial.secretCall(tools.denied), { kind: 'legacy' })]] }),
    expected: [denied],
  },
  {
    name: 'an allowed call of a custom tool',
    formats: ['chat', 'responses'],
    turn: () => ({ answers: [[of(allowedCall(), { kind: 'custom', name: tools.text, args: `free ${note}` })]] }),
    expected: [{ calls: [{ name: tools.text, args: `free ${note}` }] }],
  },
  {
    name: 'a denied call of a custom tool beside an allowed call',
    formats: ['chat', 'responses'],
    turn: (trial) => {
      const secret = of(trial.secretCall(tools.denied), { kind: 'custom', args: `free ${trial.canary()}` });
      return { answers: [[secret, allowedCall()]] };
    },
    expected: [{ calls: [passed], text: 'some' }],
  },
  {
    name: 'three answers, of which one is denied and one has an allowed call',
    formats: ['chat'],
    turn: (trial) => ({
      answers: [[trial.secretCall(tools.denied)], [{ kind: 'text', text: 'only text' }], [allowedCall()]],
    }),
    expected: [denied, { calls: [], text: 'only text' }, { calls: [passed] }],
  },
];

function checkOf({ name, turn, expected }: Unusual, format: Format, stream: boolean): Check {
  return {
    name: `${format}, ${stream ? 'streamed' : 'whole'}: ${name} (${ownClients[format].name})`,
    run: async (world) => {
      const trial = new Trial(world);
      const answers = expected.length > 1 ? { answers: expected.length } : {};
      const offered = { tools: [tools.allowed, tools.denied], customTools: [tools.text] };
      const script = { turn: turn(trial) };
      const readings = readingsOf(await trial.ask(ownClients[format], { script, stream, ...offered, ...answers }));
      demand(readings.length === expected.length, `${readings.length} answers came in place of ${expected.length}`);
      for (const [place, one] of expected.entries()) demandReading(readings[place] as Reading, one);
    },
  };
}

/** What not every format has: legacy function calls, custom tools, several answers at once. */
export function unusualCallChecks(): Check[] {
  return unusual.flatMap((one) =>
    one.formats.flatMap((format) => [false, true].map((stream) => checkOf(one, format, stream))),
  );
}
