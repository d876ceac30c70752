import { JsonByte as Byte } from './json-byte.js';
import { isSafeJsonNumber } from './json-number.js';
import type { JsonRefusal } from './json-refusal.js';
import { skipEscape } from './skip-escape.js';

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const LITERAL = /true|false|null/y;

/** Ends the walk; carries the refusal. */
export class JsonFault extends Error {
  constructor(readonly refusal: JsonRefusal) {
    super(refusal.reasonCode);
  }
}

/** A recursive-descent reader that builds nothing and throws a JsonFault at the first fault. */
export class JsonWalker {
  private at = 0;
  private readonly text: string;

  constructor(
    private readonly bytes: Buffer,
    private readonly maxDepth: number,
  ) {
    // One character per byte, so that positions in the text are byte offsets.
    this.text = bytes.toString('latin1');
  }

  walk(): void {
    this.skipSpace();
    this.value(0);
    this.skipSpace();
    if (this.at < this.bytes.length) this.fail('json_syntax', 'something follows the value');
  }

  private value(depth: number): void {
    const byte = this.bytes[this.at];
    if (byte === Byte.OPEN_BRACE) return this.object(this.deeper(depth));
    if (byte === Byte.OPEN_BRACKET) return this.array(this.deeper(depth));
    if (byte === Byte.QUOTE) return this.string();
    if (byte === Byte.MINUS || (byte !== undefined && byte >= Byte.ZERO && byte <= Byte.NINE)) return this.number();
    this.token(LITERAL);
  }

  private object(depth: number): void {
    const seen = new Set<string>();
    this.list(Byte.CLOSE_BRACE, () => {
      this.key(seen);
      this.skipSpace();
      if (this.bytes[this.at++] !== Byte.COLON) this.fail('json_syntax', 'a colon is missing', this.at - 1);
      this.skipSpace();
      this.value(depth);
    });
  }

  private array(depth: number): void {
    this.list(Byte.CLOSE_BRACKET, () => this.value(depth));
  }

  private list(close: number, item: () => void): void {
    this.at++;
    this.skipSpace();
    if (this.bytes[this.at] === close) {
      this.at++;
      return;
    }
    for (;;) {
      this.skipSpace();
      item();
      this.skipSpace();
      const byte = this.bytes[this.at++];
      if (byte === close) return;
      if (byte !== Byte.COMMA) this.fail('json_syntax', 'a comma or a closing bracket is missing', this.at - 1);
    }
  }

  private key(seen: Set<string>): void {
    const start = this.at;
    if (this.bytes[start] !== Byte.QUOTE) this.fail('json_syntax', 'a key is missing');
    this.string();
    const key = JSON.parse(this.bytes.toString('utf8', start, this.at)) as string;
    if (key === '__proto__') this.fail('json_forbidden_key', 'a key is not allowed', start);
    if (seen.has(key)) this.fail('json_duplicate_key', 'a key occurs twice in one object', start);
    seen.add(key);
  }

  private string(): void {
    this.at++;
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === undefined) this.fail('json_syntax', 'a string has no end');
      if (byte < Byte.SPACE) this.fail('json_syntax', 'a control character stands in a string');
      if (byte === Byte.QUOTE) break;
      if (byte === Byte.BACKSLASH) this.escape();
      else this.at++;
    }
    this.at++;
  }

  private escape(): void {
    const start = this.at;
    this.token(ESCAPE);
    const end = skipEscape(this.bytes, start);
    if (end < 0) this.fail('json_lone_surrogate', 'a surrogate stands alone', start);
    // A pair is longer than the one escape just read.
    this.at = Math.max(this.at, end);
  }

  private number(): void {
    const start = this.at;
    this.token(NUMBER);
    if (!isSafeJsonNumber(this.text.slice(start, this.at))) {
      this.fail('json_number_range', 'a number is outside the range that can be kept exactly', start);
    }
  }

  private token(pattern: RegExp): void {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) this.fail('json_syntax', 'this is no JSON value');
    this.at = pattern.lastIndex;
  }

  private deeper(depth: number): number {
    if (depth >= this.maxDepth) this.fail('json_too_deep', `nested deeper than ${this.maxDepth}`);
    return depth + 1;
  }

  private skipSpace(): void {
    while (isSpace(this.bytes[this.at])) this.at++;
  }

  private fail(reasonCode: JsonRefusal['reasonCode'], message: string, offset = this.at): never {
    throw new JsonFault({ reasonCode, message, offset });
  }
}

function isSpace(byte: number | undefined): boolean {
  return byte === Byte.SPACE || byte === Byte.LINE_FEED || byte === Byte.RETURN || byte === Byte.TAB;
}
