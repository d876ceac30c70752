import type { Check } from '../check/check.js';
import { bodyOf, paths, send } from '../check/raw-request.js';
import { readingsOf, Trial } from '../check/trial.js';
import { demand } from '../check/violation.js';
import { ownClients } from '../client/clients.js';
import { tools } from '../tools.js';
import { allowedCall } from './scenarios.js';

/** OpenAI refuses a request that goes on from a response while a call in it is unanswered. */
function continuation(stream: boolean): Check {
  return {
    name: `responses, ${stream ? 'streamed' : 'whole'}: a request that goes on from a response with a denied call answers that call`,
    run: async (world) => {
      const trial = new Trial(world);
      const secret = trial.secretCall(tools.denied);
      const script = { turn: { answers: [[secret, allowedCall()]] } };
      readingsOf(await trial.ask(ownClients.responses, { script, stream, tools: [tools.allowed, tools.denied] }));
      const body = bodyOf('responses', trial.prompt, { previous_response_id: `resp_${trial.id}` });
      const response = await send(world.target, { path: paths.responses, body });
      trial.search(await response.text());
      const [, second] = world.provider.received(trial.id);
      const { input } = JSON.parse(second?.body ?? '{}') as { input?: { type?: string; call_id?: string }[] };
      const answered = Array.isArray(input) && input.some(({ call_id: id }) => id === secret.id);
      demand(answered, `the denied call stays unanswered: ${second?.body ?? 'nothing was sent'}`);
    },
  };
}

/** Conversations that the provider keeps. */
export function continuationChecks(): Check[] {
  return [false, true].map(continuation);
}
