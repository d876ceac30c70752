import type { World } from '../check/check.js';
import { Trial } from '../check/trial.js';
import { models, noteSchema } from '../client/question.js';
import type { Reading } from '../client/reading.js';
import { formats, type Format } from '../provider/turn.js';
import type { Outcome } from '../run-checks.js';
import { tools } from '../tools.js';
import { demandReading } from './answers.js';
import { scenarios, type Scenario } from './scenarios.js';

/** What a client in another language is to ask. */
export interface BatchQuestion {
  name: string;
  format: Format;
  model: string;
  stream: boolean;
  prompt: string;
  tools: readonly string[];
  schema: object;
}

/** What it read, or why it could not. */
export type BatchAnswer = { reading: Reading } | { error: string };

export interface Batch {
  questions: BatchQuestion[];
  /** The answers in the order of the questions. */
  judge(answers: readonly BatchAnswer[]): Outcome[];
}

interface Entry {
  question: BatchQuestion;
  scenario: Scenario;
  trial: Trial;
}

function entry(world: World, scenario: Scenario, { format, stream }: { format: Format; stream: boolean }): Entry {
  const trial = new Trial(world);
  world.provider.script(trial.id, scenario.script(trial));
  const name = `${format}, ${stream ? 'streamed' : 'whole'}: ${scenario.name}`;
  const offered = [tools.allowed, tools.denied, tools.held, tools.ping];
  const question = { name, format, model: models[format], stream, prompt: trial.prompt, tools: offered };
  return { scenario, trial, question: { ...question, schema: noteSchema } };
}

function judgeOne({ question: { name }, scenario, trial }: Entry, answer: BatchAnswer | undefined): Outcome {
  try {
    if (!answer || 'error' in answer) throw new Error(answer?.error ?? 'there is no answer');
    trial.search(JSON.stringify(answer));
    demandReading(answer.reading, scenario.expected);
    return { name, ok: true };
  } catch (error) {
    return { name, ok: false, detail: String(error) };
  }
}

/** The scenarios for clients that are no JavaScript: asked in one go by another program, judged here. */
export function batchOf(world: World): Batch {
  const common = scenarios.filter(({ onlyOwn }) => !onlyOwn);
  const entries = common.flatMap((scenario) =>
    (scenario.formats ?? formats).flatMap((format) =>
      (scenario.onlyStreamed ? [true] : [false, true]).map((stream) => entry(world, scenario, { format, stream })),
    ),
  );
  return {
    questions: entries.map(({ question }) => question),
    judge: (answers) => entries.map((one, place) => judgeOne(one, answers[place])),
  };
}
