import type { Part } from './tree.js';

const ACTIVE = /['"`]|\$(?=[\w{(['"@*#?$!-])/;
const UNUSUAL = /['"`$!]/;
const HISTORY = /(?<!\[)!(?=[^\s="'()&|;])/;
const ANSI_ESCAPES: Record<string, string> = { n: '\n', t: '\t', '\\': '\\', "'": "'", '"': '"' };

/** Adds a part; neighbours with the same quoting become one, so both parsers end with the same cuts. */
export function pushPart(parts: Part[], part: Part): void {
  const last = parts.at(-1);
  if (part.type === 'text' && last?.type === 'text' && last.quoted === part.quoted)
    parts[parts.length - 1] = { ...last, text: last.text + part.text };
  else parts.push(part);
}

function refuse(parts: Part[], code: string): void {
  parts.push({ type: 'refused', code, script: [] });
}

/** Source text outside quotes: a backslash quotes the next character. */
export function pushBareText(parts: Part[], source: string): void {
  let plain = 0;
  for (let at = source.indexOf('\\'); at !== -1; at = source.indexOf('\\', plain)) {
    pushPlain(parts, source.slice(plain, at));
    if (source[at + 1] !== '\n') pushPart(parts, { type: 'text', text: source.charAt(at + 1), quoted: true });
    plain = at + 2;
  }
  pushPlain(parts, source.slice(plain));
}

function pushPlain(parts: Part[], text: string): void {
  if (text === '') return;
  if (!UNUSUAL.test(text)) pushPart(parts, { type: 'text', text, quoted: false });
  else if (ACTIVE.test(text)) refuse(parts, 'unreadable-word');
  else if (HISTORY.test(text)) refuse(parts, 'history-expansion');
  else pushPart(parts, { type: 'text', text, quoted: false });
}

/** Source text between double quotes: a backslash quotes only `$`, a backtick, `"`, itself and a new line. */
export function pushDoubleQuotedText(parts: Part[], source: string): void {
  if (source.includes('!') && HISTORY.test(source)) return refuse(parts, 'history-expansion');
  const text = !source.includes('\\')
    ? source
    : source.replace(/\\([$`"\\\n])/g, (_, escaped: string) => (escaped === '\n' ? '' : escaped));
  pushPart(parts, { type: 'text', text, quoted: true });
}

/** The inside of $'...': only the plain escapes, because parsers differ on the others. */
export function pushAnsiText(parts: Part[], source: string): void {
  if (!/^(?:[^\\]|\\[nt\\'"])*$/.test(source)) return refuse(parts, 'ansi-escape');
  const text = source.replace(/\\(.)/g, (_, escaped: string) => ANSI_ESCAPES[escaped] ?? '');
  pushPart(parts, { type: 'text', text, quoted: true });
}
