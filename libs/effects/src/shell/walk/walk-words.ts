import type { Frame } from '../commands/call.js';
import type { Part, Word } from '../syntax/tree.js';
import type { Argument } from '../words/argument.js';
import { expandWord } from '../words/expand-word.js';
import { refusalMessages } from './refusal-messages.js';
import type { WalkContext } from './walk-context.js';

/** The arguments that words become. Substitutions in them are walked on the way. */
export function walkWords(words: readonly Word[], frame: Frame, context: WalkContext): readonly Argument[] {
  return words.flatMap((word) => {
    const readOutput = (part: Part & { type: 'output' | 'stream' }) => context.walkOutput(part, frame);
    const expanded = expandWord(word, { scope: frame.scope, readOutput, command: context.command });
    if (typeof expanded !== 'string') return expanded;
    context.findings.refuse(expanded, refusalMessages[expanded] ?? 'This expansion is not understood.', word);
    for (const part of word.parts) walkHidden(part, frame, context);
    return [unreadable(word, context)];
  });
}

/** Commands inside a refused word stay visible. */
function walkHidden(part: Part, frame: Frame, context: WalkContext): void {
  if (part.type === 'output' || part.type === 'stream') context.walkOutput(part, frame);
  if (part.type === 'refused') context.walkScript(part.script, frame);
}

function unreadable(word: Word, context: WalkContext): Argument {
  const source = context.command.slice(word.start, word.end);
  const { start, end } = word;
  return {
    candidates: undefined,
    fields: 'some',
    dashSafe: false,
    origin: 'computed',
    outlines: ['*'],
    source,
    start,
    end,
  };
}

/** Walks the substitutions of a here-document. */
export function walkBody(parts: readonly Part[], at: Word, context: WalkContext & { readonly frame: Frame }): void {
  for (const part of parts) {
    if (part.type === 'refused') {
      const message = refusalMessages[part.code] ?? 'This expansion is not understood.';
      context.findings.refuse(part.code, message, at);
    }
    walkHidden(part, context.frame, context);
  }
}
