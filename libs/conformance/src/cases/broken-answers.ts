import type { Check } from '../check/check.js';
import { Trial, type Answered } from '../check/trial.js';
import { demand } from '../check/violation.js';
import { ownClients } from '../client/clients.js';
import type { Script } from '../provider/script.js';
import { formats, type Format, type Part } from '../provider/turn.js';
import { tools } from '../tools.js';

const say = (text: string): Part => ({ kind: 'text', text });

interface Broken {
  name: string;
  streams: readonly boolean[];
  script(trial: Trial, format: Format): Script;
}

/** Something that no version of the format has. */
const mystery: Readonly<Record<Format, (canary: string) => Record<string, unknown>>> = {
  chat: (canary) => ({ id: `call_${canary}`, type: 'mystery', mystery: { run: canary } }),
  responses: (canary) => ({ id: `my_${canary}`, type: 'mystery_call', status: 'completed', run: canary }),
  messages: (canary) => ({ type: 'mystery_use', id: `my_${canary}`, input: { run: canary } }),
};

/** What the provider ran although no request named such a tool. */
const hosted: Readonly<Record<Format, (canary: string) => Record<string, unknown>>> = {
  chat: (canary) => ({ id: `call_${canary}`, type: 'web_search', web_search: { query: canary } }),
  responses: (canary) => ({
    ...{ id: `ws_${canary}`, type: 'web_search_call', status: 'completed' },
    action: { type: 'search', query: canary },
  }),
  messages: (canary) => ({
    type: 'server_tool_use',
    id: `srvtoolu_${canary}`,
    name: 'web_search',
    input: { q: canary },
  }),
};

const both = [false, true];
const broken: readonly Broken[] = [
  {
    name: 'the provider breaks off inside a call',
    streams: both,
    script: (trial) => ({
      turn: { answers: [[say('I look.'), trial.secretCall(tools.allowed)]] },
      cut: 'inside the last part',
    }),
  },
  {
    name: 'the provider breaks off after a whole call, before the end',
    streams: [true],
    script: (trial) => ({
      turn: { answers: [[say('I look.'), trial.secretCall(tools.allowed)]] },
      cut: 'before the end',
    }),
  },
  {
    name: 'a block of an unknown type',
    streams: both,
    script: (trial, format) => ({
      turn: {
        answers: [[say('I look.'), { kind: 'block', block: mystery[format](trial.canary()) }]],
        stop: stopOf[format],
      },
    }),
  },
  {
    name: 'a tool that the provider ran unasked',
    streams: both,
    script: (trial, format) => ({
      turn: {
        answers: [[say('I look.'), { kind: 'block', block: hosted[format](trial.canary()) }]],
        stop: stopOf[format],
      },
    }),
  },
];
const stopOf = { chat: 'tool_calls', responses: 'completed', messages: 'tool_use' } as const;

function demandRefusal({ error, readings, text }: Answered): void {
  demand(error !== undefined, `the client library was told of no error; it read ${JSON.stringify(readings)}`);
  demand(/error/.test(text), `the error is not told in the wire format: ${text.slice(-200)}`);
}

function checkOf({ name, script }: Broken, format: Format, stream: boolean): Check {
  return {
    name: `${format}, ${stream ? 'streamed' : 'whole'}: ${name}, which is an error (${ownClients[format].name})`,
    run: async (world) => {
      const trial = new Trial(world);
      demandRefusal(
        await trial.ask(ownClients[format], { script: script(trial, format), stream, tools: [tools.allowed] }),
      );
    },
  };
}

/** Answers that cannot be passed on: an error takes their place, in the format of the route. */
export function brokenAnswerChecks(): Check[] {
  return broken.flatMap((one) =>
    formats.flatMap((format) => one.streams.map((stream) => checkOf(one, format, stream))),
  );
}
