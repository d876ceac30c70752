import { createRequire } from 'node:module';

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

interface GoSyntax {
  NewParser(...options: unknown[]): { Parse(source: string, name: string): { __internal_object__: GoNode } };
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
const newParser = () => syntax.NewParser(syntax.KeepComments(false), syntax.Variant(syntax.LangBash));
let parser = newParser();

/** The file node, or undefined when the second parser refuses the text. */
export function parseWithMvdan(command: string): GoNode | undefined {
  try {
    return parser.Parse(command, '').__internal_object__;
  } catch {
    parser = newParser();
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

/** Go keeps strings as UTF-8 bytes, one per character. */
export function textOf(value: unknown): string {
  const bytes = value as string;
  // eslint-disable-next-line no-control-regex
  return /^[\x00-\x7f]*$/.test(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8');
}
