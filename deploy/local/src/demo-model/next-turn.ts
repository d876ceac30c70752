import { textOf, type ChatMessage, type ChatRequest } from './chat-request.js';
import { planFor } from './plan.js';
import type { PlannedCall, Turn } from './turn.js';

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '_');

function offeredName(request: ChatRequest, tool: string): string | null {
  if (request.tool_choice === 'none') return null;
  return (
    request.tools?.map(({ function: offered }) => offered.name).find((name) => plain(name) === plain(tool)) ?? null
  );
}

/** A step is behind us once it was called, or once an answer speaks of it because it was denied or is held. */
function isBehind(step: PlannedCall, later: readonly ChatMessage[]): boolean {
  return later.some(
    (message) =>
      message.role === 'assistant' &&
      (message.tool_calls?.some((call) => plain(call.function.name) === plain(step.tool)) === true ||
        plain(textOf(message)).includes(plain(step.tool))),
  );
}

function summary(later: readonly ChatMessage[]): string {
  const results = later.filter(({ role }) => role === 'tool').map(textOf);
  const refusals = later
    .filter(({ role }) => role === 'assistant')
    .map(textOf)
    .filter((text) => /denied|approval/i.test(text));
  const lines = [
    ...results.map((text) => `Result: ${text.slice(0, 400)}`),
    ...refusals.map((text) => `Not done: ${text.slice(0, 400)}`),
  ];
  return lines.length === 0 ? 'There is nothing for me to do here.' : `This is what I found.\n${lines.join('\n')}`;
}

function propose(steps: { name: string; step: PlannedCall }[]): Turn {
  const calls = steps.map(({ name, step }) => ({ name, arguments: JSON.stringify(step.arguments) }));
  return { kind: 'calls', text: '', calls };
}

/** What the scripted model says next: the first step of its plan that is not behind it, or what came of all of them. */
export function nextTurn(request: ChatRequest): Turn {
  const asked = request.messages.findLastIndex(({ role }) => role === 'user');
  const prompt = asked < 0 ? '' : textOf(request.messages[asked] as ChatMessage);
  const later = request.messages.slice(asked + 1);
  const open = planFor(prompt)
    .filter((step) => !isBehind(step, later))
    .flatMap((step) => {
      const name = offeredName(request, step.tool);
      return name === null ? [] : [{ name, step }];
    });
  if (open.length === 0) return { kind: 'text', text: summary(later) };
  return propose(/\b(in parallel|at once)\b/i.test(prompt) ? open : open.slice(0, 1));
}
