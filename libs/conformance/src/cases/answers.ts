import type { Check } from '../check/check.js';
import { isSameJson } from '../check/same-json.js';
import { readingsOf, Trial } from '../check/trial.js';
import { demand } from '../check/violation.js';
import { clients, ownClients, type Client } from '../client/clients.js';
import type { Reading } from '../client/reading.js';
import { tools } from '../tools.js';
import { scenarios, type Expected, type Scenario } from './scenarios.js';

/** An answer has these calls, in this order, and a text and a reason to stop that go with them. */
export function demandReading(reading: Reading, { calls, text }: Expected): void {
  demand(
    isSameJson(reading.calls, calls),
    `calls expected: ${JSON.stringify(calls)}; got: ${JSON.stringify(reading.calls)}`,
  );
  const finish = calls.length > 0 ? 'calls' : 'stop';
  demand(reading.finish === finish, `the answer ends with "${reading.finish}" and not with "${finish}"`);
  if (text === 'some') demand(reading.text.trim() !== '', 'nothing tells the model what became of its call');
  else demand(reading.text === (text ?? ''), `text expected: "${text ?? ''}"; got: "${reading.text}"`);
}

function checkOf(scenario: Scenario, client: Client, stream: boolean): Check {
  return {
    name: `${client.format}, ${stream ? 'streamed' : 'whole'}: ${scenario.name} (${client.name})`,
    run: async (world) => {
      const trial = new Trial(world);
      const answered = await trial.ask(client, {
        script: scenario.script(trial),
        stream,
        tools: [tools.allowed, tools.denied, tools.held, tools.ping],
      });
      const [reading, ...others] = readingsOf(answered);
      demand(reading !== undefined && others.length === 0, 'the answer is not one');
      demandReading(reading as Reading, scenario.expected);
    },
  };
}

/** Every scenario in every format, streamed and whole, read with every client library. */
export function answerChecks(): Check[] {
  return scenarios.flatMap((scenario) =>
    clients
      .filter(({ format }) => scenario.formats?.includes(format) ?? true)
      .filter((client) => !scenario.onlyOwn || client === ownClients[client.format])
      .flatMap((client) =>
        (scenario.onlyStreamed ? [true] : [false, true]).map((stream) => checkOf(scenario, client, stream)),
      ),
  );
}
