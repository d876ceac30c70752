import type {
  BraceExpansionPart,
  CommandExpansionPart,
  DoubleQuotedChild,
  GlobPart,
  ParameterExpansionPart,
  ParsedScript,
  ProcessSubstitutionPart,
  Word as SourceWord,
  WordPart,
} from 'unbash';
import { modifiedForm } from './modified-form.js';
import { pushAnsiText, pushBareText, pushDoubleQuotedText, pushPart } from './text-parts.js';
import type { Node, Part, Word } from './tree.js';

/** Turns a nested script into nodes; handed in, because scripts hold words and words hold scripts. */
type ReadScript = (script: ParsedScript | undefined) => readonly Node[];

const NUMBERS = /^\$\(\([\w\s+\-*/%()<>]*\)\)$/;
const QUOTING_INSIDE = /['"`\\$]/;
const COMMENT_INSIDE = /(^|[\s;&|(])#/;

const refused = (code: string, script: readonly Node[] = []): Part => ({ type: 'refused', code, script });

function parameterPart(part: ParameterExpansionPart, quoted: boolean): Part {
  const form = part.prefix === '!' || part.index ? undefined : parameterForm(part);
  if (form === undefined) return refused('parameter-expansion');
  if (form === '') return { type: 'variable', name: part.parameter, quoted };
  return { type: 'modified', name: part.parameter, form, quoted };
}

function parameterForm(part: ParameterExpansionPart): string | undefined {
  if (part.prefix === '#') return part.operation ? undefined : '#length';
  const operation = part.operation;
  if (!operation) return '';
  switch (operation.type) {
    case 'Default':
    case 'Remove':
      return modifiedForm(operation.operator, operation.operand.text);
    case 'Replace':
      return modifiedForm(operation.operator, operation.pattern.text, operation.replacement.text);
    case 'Slice':
      return modifiedForm(':', operation.offset.text, operation.length?.text ?? '0');
    default:
      return undefined;
  }
}

/** Plain sums. A name in one is evaluated again, so what it holds has to be known to be a number. */
function arithmeticPart(text: string, quoted: boolean): Part {
  if (!NUMBERS.test(text) || /\+\+|--/.test(text)) return refused('arithmetic');
  return { type: 'number', quoted, names: text.match(/\b[A-Za-z_]\w*/g) ?? [] };
}

function outputPart(part: CommandExpansionPart, quoted: boolean, readScript: ReadScript): Part {
  const inside = part.text.startsWith('`') ? part.text.slice(1, -1) : part.text.slice(2, -1);
  const script = readScript(part.script);
  if (part.text.startsWith('`') && inside.includes('\\')) return refused('nested-backticks', script);
  if (COMMENT_INSIDE.test(inside)) return refused('comment-in-substitution', script);
  if (inside.includes('<<')) return refused('here-document-in-substitution', script);
  if (!/^(\$\(|`)/.test(part.text)) return refused('substitution-form', script);
  return { type: 'output', script, quoted };
}

interface PartContext {
  readonly quoted: boolean;
  readonly readScript: ReadScript;
}

function pushShared(parts: Part[], part: DoubleQuotedChild, { quoted, readScript }: PartContext): void {
  switch (part.type) {
    case 'Literal':
      return quoted ? pushDoubleQuotedText(parts, part.text) : pushBareText(parts, part.text);
    case 'SimpleExpansion':
      return pushPart(parts, { type: 'variable', name: part.text.slice(1), quoted });
    case 'ParameterExpansion':
      return pushPart(parts, parameterPart(part, quoted));
    case 'CommandExpansion':
      return pushPart(parts, outputPart(part, quoted, readScript));
    case 'ArithmeticExpansion':
      return pushPart(parts, arithmeticPart(part.text, quoted));
    default:
      return pushPart(parts, refused('word-part'));
  }
}

function pushQuoted(parts: Part[], children: readonly DoubleQuotedChild[], readScript: ReadScript): void {
  if (children.length === 0) pushPart(parts, { type: 'text', text: '', quoted: true });
  for (const child of children) pushShared(parts, child, { quoted: true, readScript });
}

function patternPart({ text }: GlobPart | BraceExpansionPart): Part {
  return QUOTING_INSIDE.test(text) ? refused('quoted-pattern') : { type: 'text', text, quoted: false };
}

function streamPart(part: ProcessSubstitutionPart, readScript: ReadScript): Part {
  const script = readScript(part.script);
  const readable = part.operator === '<' && !COMMENT_INSIDE.test(part.text) && !part.text.includes('<<');
  return readable ? { type: 'stream', script } : refused('process-substitution', script);
}

function pushWordPart(parts: Part[], part: WordPart, readScript: ReadScript): void {
  switch (part.type) {
    case 'SingleQuoted':
      return pushPart(parts, { type: 'text', text: part.value, quoted: true });
    case 'AnsiCQuoted':
      return pushAnsiText(parts, part.text.slice(2, -1));
    case 'DoubleQuoted':
      return pushQuoted(parts, part.parts, readScript);
    case 'Glob':
    case 'BraceExpansion':
      return pushPart(parts, patternPart(part));
    case 'ProcessSubstitution':
      return pushPart(parts, streamPart(part, readScript));
    case 'LocaleString':
      return pushPart(parts, refused('locale-string'));
    case 'ExtendedGlob':
      return pushPart(parts, refused('extended-pattern'));
    default:
      return pushShared(parts, part, { quoted: false, readScript });
  }
}

/** The parts of a here-document: everything in it counts as quoted. */
export function readBody(source: readonly WordPart[], readScript: ReadScript): Part[] {
  const parts: Part[] = [];
  for (const part of source) {
    if (part.type === 'Literal' && part.text.includes('\\')) parts.push(refused('here-document'));
    else if (part.type === 'Literal') pushPart(parts, { type: 'text', text: part.text, quoted: true });
    else if (part.type === 'SimpleExpansion' || part.type === 'ParameterExpansion' || part.type === 'CommandExpansion')
      pushShared(parts, part, { quoted: true, readScript });
    else parts.push(refused('here-document'));
  }
  return parts;
}

/** Brings a word of the first parser to the small tree. */
export function readWord(word: SourceWord, readScript: ReadScript): Word {
  const parts: Part[] = [];
  if (word.parts === undefined) pushBareText(parts, word.text);
  else for (const part of word.parts) pushWordPart(parts, part, readScript);
  return { parts, start: word.pos, end: word.end };
}
