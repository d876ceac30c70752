import { createRequire } from 'node:module';
import { tuneParser } from './mvdan-tuning.js';
import type { GoParser, GoReader } from './mvdan-tuning.js';

/** A slice of the Go program that was compiled to JavaScript. */
interface GoSlice {
  readonly $array: readonly GoNode[];
  readonly $offset: number;
  readonly $length: number;
}

/**
 * A node of the second parser, read as the compiled program keeps it. The wrapped form that the package hands out
 * costs several times the parse, and the version is pinned and finished.
 */
export type GoNode = Record<string, unknown> & {
  readonly constructor: { readonly string?: string; readonly nil?: unknown };
};

/** What the package hands out, around a parser and the text that it reads from. */
interface WrappedParser {
  Parse(source: string, name: string): unknown;
  readonly __internal_object__: { readonly Parser: GoParser };
}

interface GoSyntax {
  NewParser(...options: unknown[]): WrappedParser;
  KeepComments(keep: boolean): unknown;
  Variant(language: unknown): unknown;
  readonly LangBash: unknown;
}

/** The package lifts the stack trace limit and leaves a global `require` behind; both are put back. */
function loadSyntax(): GoSyntax {
  const limit = Error.stackTraceLimit;
  const before = Object.getOwnPropertyDescriptor(globalThis, 'require');
  const { syntax } = createRequire(import.meta.url)('mvdan-sh') as { syntax: GoSyntax };
  Error.stackTraceLimit = limit;
  if (before) Object.defineProperty(globalThis, 'require', before);
  else delete (globalThis as Record<string, unknown>)['require'];
  return syntax;
}

const syntax = loadSyntax();

/** A parser with the reader of the first text it was given, which is used again for every other. */
interface ReadyParser {
  readonly parser: GoParser;
  readonly reader: GoReader;
  readonly noError: unknown;
}

function makeParser(): ReadyParser {
  const wrapped = syntax.NewParser(syntax.KeepComments(false), syntax.Variant(syntax.LangBash));
  wrapped.Parse('true', '');
  const parser = wrapped.__internal_object__.Parser;
  return { parser, reader: parser.src, noError: parser.err };
}

let ready = makeParser();
tuneParser(ready.parser);

/** Go keeps strings as UTF-8 bytes, one per character. */
const toGoText = (text: string): string =>
  // eslint-disable-next-line no-control-regex
  /^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');

function parseOnce(command: string): GoNode | undefined {
  ready.reader.Reset(toGoText(command));
  const result = ready.parser.Parse(ready.reader, '');
  if (!Array.isArray(result) || result[1] !== ready.noError) return undefined;
  return result[0] as GoNode;
}

/**
 * The file node, or undefined when the second parser refuses the text. It is called as the compiled program calls
 * itself: what the package hands out builds a wrapper with a dozen properties around every result.
 */
export function parseWithMvdan(command: string): GoNode | undefined {
  const file = readFile(command);
  if (!file) ready = makeParser();
  return file;
}

function readFile(command: string): GoNode | undefined {
  try {
    return parseOnce(command);
  } catch {
    return undefined;
  }
}

/** The name of a node's type, or undefined for the nil pointers and nil interfaces of Go. */
export function typeOf(node: unknown): string | undefined {
  const { constructor } = node as GoNode;
  return constructor.nil === node ? undefined : constructor.string;
}

/** The items of a slice. */
export function itemsOf(slice: unknown): readonly GoNode[] {
  const { $array, $offset, $length } = slice as GoSlice;
  return $array.slice($offset, $offset + $length);
}

/** A text of Go. */
export function textOf(value: unknown): string {
  const bytes = value as string;
  // eslint-disable-next-line no-control-regex
  return /^[\x00-\x7f]*$/.test(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8');
}
