import type { Trial } from '../check/trial.js';
import type { CallPart, Format, Part, Turn } from '../provider/turn.js';
import type { Script } from '../provider/script.js';
import { tools } from '../tools.js';

export const note = 'grüße, 世界 and \u{1f600} \\ "quoted"';
let calls = 0;

export function allowedCall(args: unknown = { note }): CallPart {
  return { kind: 'call', id: `call_allowed_${++calls}`, name: tools.allowed, args: JSON.stringify(args) };
}

export interface Expected {
  calls: { name: string; args: unknown }[];
  /** The text that must be all there is, or `some` where the gateway has to explain something. */
  text?: string;
}

/** What the model says, and what has to become of it in every format, streamed or not. */
export interface Scenario {
  name: string;
  formats?: readonly Format[];
  /** Only streamed: a whole answer has no such thing. */
  onlyStreamed?: boolean;
  /** The libraries of the makers only; the other reads the same bytes. */
  onlyOwn?: boolean;
  script(trial: Trial): Script;
  expected: Expected;
}

const say = (text: string): Part => ({ kind: 'text', text });
const turn = (answer: Part[], more: Partial<Turn> = {}): Turn => ({ answers: [answer], ...more });
const passed = { name: tools.allowed, args: { note } };
const other = { name: tools.allowed, args: { note: 'the other one' } };

const plain: Scenario[] = [
  {
    name: 'plain text',
    script: () => ({ turn: turn([say(`hello, ${note}`)]) }),
    expected: { calls: [], text: `hello, ${note}` },
  },
  {
    name: 'an allowed call',
    script: () => ({ turn: turn([allowedCall()]) }),
    expected: { calls: [passed] },
  },
  {
    name: 'text before an allowed call',
    script: () => ({ turn: turn([say('I look.'), allowedCall()]) }),
    expected: { calls: [passed], text: 'I look.' },
  },
  {
    name: 'a call without arguments',
    script: () => ({ turn: turn([{ ...allowedCall(), name: tools.ping, args: '{}' }]) }),
    expected: { calls: [{ name: tools.ping, args: {} }] },
  },
];

const withheld: Scenario[] = [
  {
    name: 'a denied call',
    script: (trial) => ({ turn: turn([trial.secretCall(tools.denied)]) }),
    expected: { calls: [], text: 'some' },
  },
  {
    name: 'a denied call between two allowed ones',
    script: (trial) => ({
      turn: turn([allowedCall(), trial.secretCall(tools.denied), allowedCall({ note: 'the other one' })]),
    }),
    expected: { calls: [passed, other], text: 'some' },
  },
  {
    name: 'denied calls only, after text',
    script: (trial) => ({
      turn: turn([say('I write.'), trial.secretCall(tools.denied), trial.secretCall('no_such_tool')]),
    }),
    expected: { calls: [], text: 'some' },
  },
  {
    name: 'a held call beside an allowed one',
    script: (trial) => ({ turn: turn([trial.secretCall(tools.held), allowedCall()]) }),
    expected: { calls: [passed], text: 'some' },
  },
];

const fragmented: Scenario[] = [
  {
    name: 'arguments in single characters, cut anywhere, calls in turns',
    onlyStreamed: true,
    script: (trial) => ({
      turn: turn([allowedCall(), trial.secretCall(tools.denied), allowedCall({ note: 'the other one' })], {
        piece: 1,
        interleaved: true,
      }),
      writeBytes: 61,
    }),
    expected: { calls: [passed, other], text: 'some' },
  },
  {
    name: 'lines that end with CRLF, and comments',
    onlyStreamed: true,
    onlyOwn: true,
    script: (trial) => ({
      turn: turn([say('I look.'), allowedCall(), trial.secretCall(tools.denied)]),
      unusualFrames: true,
    }),
    expected: { calls: [passed], text: 'some' },
  },
];

/** Arguments that cannot be read in one way only, of a tool that is allowed: such a call never passes. */
const invalid: readonly [name: string, args: (canary: string) => string, formats?: readonly Format[]][] = [
  ['break off', (canary) => `{"note":"${canary}`],
  ['have a member twice', (canary) => `{"note":"harmless","note":"${canary}"}`],
  ['go on after their end', (canary) => `{"note":"harmless"}{"note":"${canary}"}`],
  ['are a list', (canary) => `["${canary}"]`],
  ['hold half a character', (canary) => `{"note":"\\ud800${canary}"}`],
  ['do not fit the schema of the tool', (canary) => `{"note":"x","other":"${canary}"}`],
];

/** A whole message of Anthropic holds arguments as JSON: it cannot express those that are none. */
function invalidScenarios([what, args]: (typeof invalid)[number]): Scenario[] {
  const scenario: Scenario = {
    name: `a call whose arguments ${what}`,
    onlyOwn: true,
    script: (trial) => ({ turn: turn([trial.secretCall(tools.allowed, args), allowedCall()]) }),
    expected: { calls: [passed], text: 'some' },
  };
  const isJson = what === 'do not fit the schema of the tool' || what === 'are a list';
  if (isJson) return [scenario];
  return [
    { ...scenario, formats: ['chat', 'responses'] },
    { ...scenario, formats: ['messages'], onlyStreamed: true },
  ];
}

export const scenarios: readonly Scenario[] = [
  ...plain,
  ...withheld,
  ...fragmented,
  ...invalid.flatMap(invalidScenarios),
];
