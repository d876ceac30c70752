import { chatAnswer, chatStream } from './chat-answer.js';
import { messagesAnswer, messagesStream } from './messages-answer.js';
import { responsesAnswer, responsesStream } from './responses-answer.js';
import type { Format, Frame, Turn } from './turn.js';

/** How the scripted provider behaves towards one request. */
export interface Script {
  turn: Turn;
  /** Breaks off: in the middle of the last call, or before what closes the answer. */
  cut?: 'inside the last part' | 'before the end';
  /** Bytes of each write; characters are split where it falls so. */
  writeBytes?: number;
  /** Ends lines with CRLF and leaves out the space after the colon, as the rules of event streams allow. */
  unusualFrames?: boolean;
  /** After the first part, nothing more is sent until this resolves. */
  pause?: Promise<unknown>;
  /** Answers with this in place of a turn. */
  failure?: Failure;
}

/** An answer that is none. */
export interface Failure {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

function framesOf(format: Format, turn: Turn, { id, usage }: { id: string; usage: boolean }): Frame[] {
  if (format === 'chat') return chatStream(turn, usage);
  return format === 'messages' ? messagesStream(turn) : responsesStream(turn, id);
}

/** The events that are sent before the answer breaks off, if it does. */
function cutFrames(frames: Frame[], cut: Script['cut']): Frame[] {
  const kept = cut === undefined ? frames : frames.filter(({ of }) => of !== 'end');
  if (cut !== 'inside the last part') return kept;
  const last = Math.max(...kept.map(({ of }) => (typeof of === 'number' ? of : 0)));
  const within = kept.filter(({ of }) => of === last).length;
  return kept.slice(0, kept.length - Math.ceil(within / 2));
}

/** What goes over the wire, in order: the events up to the pause, and those after it. */
export function streamedBytes(format: Format, script: Script, about: { id: string; usage: boolean }): Buffer[] {
  const frames = cutFrames(framesOf(format, script.turn, about), script.cut);
  const pauseAt = script.pause === undefined ? frames.length : frames.findIndex(({ of }) => of === 1 || of === 'end');
  const halves = [frames.slice(0, pauseAt), frames.slice(pauseAt)].filter((half) => half.length > 0);
  return halves.map((half) => {
    const text = half.map((frame) => frame.text).join('');
    if (!script.unusualFrames) return Buffer.from(text, 'utf8');
    return Buffer.from(`: comment\r\n\r\n${text.replaceAll('\n', '\r\n').replaceAll('data: ', 'data:')}`, 'utf8');
  });
}

export function wholeBytes(format: Format, { turn }: Script, id: string): Buffer {
  const answers = { chat: chatAnswer, messages: messagesAnswer, responses: (of: Turn) => responsesAnswer(of, id) };
  return Buffer.from(JSON.stringify(answers[format](turn)), 'utf8');
}
