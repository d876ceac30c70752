import type { HereDoc, RedirectDescriptor, Redirection as SourceRedirection } from 'unbash';
import type { Part, Redirection, Word } from './tree.js';
import { readBody } from './unbash-parts.js';
import type { UnbashReader } from './unbash-reader.js';

const PLAIN_DELIMITER = /^(?:\w+|'\w+'|"\w+")$/;

function descriptorText(descriptor: RedirectDescriptor | undefined): string {
  if (!descriptor) return '';
  return descriptor.type === 'FileDescriptor' ? String(descriptor.value) : '{}';
}

/** Without expansions the first parser gives the text only; a backslash in it is read differently by parsers. */
function withoutParts(text: string, literal: readonly Part[]): readonly Part[] {
  return /[\\$`]/.test(text) ? [{ type: 'refused', code: 'here-document', script: [] }] : literal;
}

function hereDocument(source: HereDoc, reader: UnbashReader): { target: Word; body: readonly Part[] } | undefined {
  const { delimiter, body, closing } = source;
  if (!closing || !delimiter || source.operator !== '<<' || !PLAIN_DELIMITER.test(delimiter.text)) return undefined;
  const name: Part = { type: 'text', text: delimiter.value, quoted: delimiter.quoted };
  const literal: Part[] = body.text === '' ? [] : [{ type: 'text', text: body.text, quoted: true }];
  return {
    target: { parts: [name], start: delimiter.pos, end: delimiter.end },
    body: delimiter.quoted
      ? literal
      : body.parts
        ? readBody(body.parts, reader.script)
        : withoutParts(body.text, literal),
  };
}

/** Brings a redirection of the first parser to the small tree. */
export function readRedirection(source: SourceRedirection, reader: UnbashReader): Redirection {
  const refused: Word = {
    parts: [{ type: 'refused', code: 'redirection', script: [] }],
    start: source.pos,
    end: source.end,
  };
  const fields = { operator: source.operator, descriptor: descriptorText(source.descriptor), body: [] };
  if (source.type === 'HereDoc') return { ...fields, target: refused, ...hereDocument(source, reader) };
  return { ...fields, target: source.target ? reader.word(source.target) : refused };
}
