import { modifiedForm } from './modified-form.js';
import { expansions } from './mvdan-operators.js';
import { itemsOf, textOf, typeOf } from './mvdan-parser.js';
import type { GoNode } from './mvdan-parser.js';
import { pushAnsiText, pushBareText, pushDoubleQuotedText, pushPart } from './text-parts.js';
import type { Node, Part, Word } from './tree.js';

/** Turns a slice of statements into nodes; handed in, because scripts hold words and words hold scripts. */
export type ReadStatements = (statements: unknown) => readonly Node[];

const refused = (code: string): Part => ({ type: 'refused', code, script: [] });

/** The text of a word that is one literal, as `${x%literal}` has it; undefined otherwise. */
function literalOf(word: unknown): string | undefined {
  if (typeOf(word) === undefined) return '';
  const parts = itemsOf((word as GoNode)['Parts']);
  if (!parts.every((part) => typeOf(part) === '*syntax.Lit')) return undefined;
  return parts.map((part) => textOf(part['Value'])).join('');
}

function sliceForm(slice: GoNode): string | undefined {
  const numbers = [slice['Offset'], slice['Length']].map((node) =>
    typeOf(node) === '*syntax.Word' ? literalOf(node) : '',
  );
  const [offset, length] = numbers;
  return offset === undefined || length === undefined ? undefined : modifiedForm(':', offset, length || '0');
}

function expansionForm(expansion: GoNode): string | undefined {
  const operator = expansions[expansion['Op'] as number];
  const operand = literalOf(expansion['Word']);
  return operator === undefined || operand === undefined ? undefined : modifiedForm(operator, operand);
}

function replaceForm(replace: GoNode): string | undefined {
  const pattern = literalOf(replace['Orig']);
  const replacement = literalOf(replace['With']);
  if (pattern === undefined || replacement === undefined) return undefined;
  return modifiedForm(replace['All'] ? '//' : '/', pattern, replacement);
}

function parameterForm(part: GoNode): string | undefined {
  if (part['Excl'] || part['Width'] || part['Names'] || typeOf(part['Index']) !== undefined) return undefined;
  if (part['Length']) return '#length';
  if (typeOf(part['Slice']) !== undefined) return sliceForm(part['Slice'] as GoNode);
  if (typeOf(part['Repl']) !== undefined) return replaceForm(part['Repl'] as GoNode);
  if (typeOf(part['Exp']) !== undefined) return expansionForm(part['Exp'] as GoNode);
  return '';
}

function parameterPart(part: GoNode, quoted: boolean): Part {
  const form = parameterForm(part);
  if (form === undefined) return refused('parameter-expansion');
  const name = textOf((part['Param'] as GoNode)['Value']);
  return form === '' ? { type: 'variable', name, quoted } : { type: 'modified', name, form, quoted };
}

function pushQuoted(parts: Part[], part: GoNode, read: ReadStatements): void {
  const children = itemsOf(part['Parts']);
  if (part['Dollar']) return pushPart(parts, refused('locale-string'));
  if (children.length === 0) pushPart(parts, { type: 'text', text: '', quoted: true });
  for (const child of children) pushMvdanPart(parts, child, { quoted: true, read });
}

function pushSingleQuoted(parts: Part[], part: GoNode): void {
  const text = textOf(part['Value']);
  if (part['Dollar']) pushAnsiText(parts, text);
  else pushPart(parts, { type: 'text', text, quoted: true });
}

/** Adds one part of a word of the second parser. */
export function pushMvdanPart(parts: Part[], part: GoNode, context: { quoted: boolean; read: ReadStatements }): void {
  const { quoted, read } = context;
  switch (typeOf(part)) {
    case '*syntax.Lit':
      return quoted ? pushDoubleQuotedText(parts, textOf(part['Value'])) : pushBareText(parts, textOf(part['Value']));
    case '*syntax.SglQuoted':
      return pushSingleQuoted(parts, part);
    case '*syntax.DblQuoted':
      return pushQuoted(parts, part, read);
    case '*syntax.ParamExp':
      return pushPart(parts, parameterPart(part, quoted));
    case '*syntax.CmdSubst':
      return pushPart(parts, { type: 'output', script: read(part['Stmts']), quoted });
    case '*syntax.ArithmExp':
      return pushPart(parts, part['Bracket'] ? refused('arithmetic') : { type: 'number', quoted, names: [] });
    case '*syntax.ProcSubst':
      return pushPart(parts, { type: 'stream', script: read(part['Stmts']) });
    default:
      return pushPart(parts, refused('word-part'));
  }
}

/** Brings a word of the second parser to the small tree. It has no positions: the first parser's are used. */
export function readMvdanWord(word: unknown, read: ReadStatements): Word {
  const parts: Part[] = [];
  for (const part of itemsOf((word as GoNode)['Parts'])) pushMvdanPart(parts, part, { quoted: false, read });
  return { parts, start: 0, end: 0 };
}
