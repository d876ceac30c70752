/** A Go slice: a window on an array. */
interface Slice<T, A = T[]> {
  readonly $array: A & Record<number, T>;
  $offset: number;
  $length: number;
  $capacity: number;
  readonly constructor: { readonly nil: Slice<T, A>; new (items: A): Slice<T, A> };
}

type Bytes = Slice<number, Uint8Array>;

/** A Go position. */
interface Position {
  offs: number;
  lineCol: number;
  readonly constructor: { readonly elem: { copy(to: Position, from: Position): void } };
}

interface Literal {
  readonly ValuePos: Position;
  readonly ValueEnd: Position;
  Value: string;
}

/** A `strings.Reader`. */
export interface GoReader {
  Reset(text: string): void;
}

/** What the compiled parser keeps while it reads; the names are those of its source. */
export interface GoParser {
  r: number;
  w: number;
  col: number;
  colOverflow: boolean;
  bsp: number;
  litBs: Bytes;
  readonly bs: Bytes;
  readonly litBuf: Uint8Array;
  readonly litBatch: Slice<Literal>;
  readonly wordBatch: Slice<{ Parts: unknown }>;
  readonly pos: Position;
  readonly src: GoReader;
  readonly err: unknown;
  readonly $blk?: unknown;
  Parse(reader: GoReader, name: string): unknown;
  nextPos(): Position;
}

interface GoMethods {
  rune(this: GoParser): unknown;
  newLit(this: GoParser, first: number): void;
  endLit(this: GoParser): string;
  lit(this: GoParser, position: Position, text: string): Literal;
  word(this: GoParser, parts: unknown): unknown;
}

const newLine = 10;
const backslash = 92;
const backtick = 96;
const endOfText = 128;
const escapedNewLine = 129;
const lastColumn = 16_383;

/** Whether a character with no meaning of its own is there to be taken, and there is room for it in the literal. */
function isPlainNext({ $blk, r, bs, bsp, litBs }: GoParser): boolean {
  if ($blk !== undefined || r === newLine || r === escapedNewLine || bsp >= bs.$length) return false;
  const byte = bs.$array[bs.$offset + bsp] as number;
  if (byte === 0 || byte >= endOfText || byte === backslash || byte === backtick) return false;
  return litBs === litBs.constructor.nil || litBs.$length < litBs.$capacity;
}

/** Only the common case is taken over: one more ASCII character that has no meaning of its own. */
function tuneRune(methods: GoMethods): void {
  const original = methods.rune;
  methods.rune = function (this: GoParser): unknown {
    if (!isPlainNext(this)) return original.call(this);
    const { bs, bsp, litBs } = this;
    const byte = bs.$array[bs.$offset + bsp] as number;
    if (litBs !== litBs.constructor.nil) {
      litBs.$array[litBs.$offset + litBs.$length] = byte;
      litBs.$length += 1;
    }
    this.col += this.w;
    if (this.col > lastColumn) this.colOverflow = true;
    this.bsp = bsp + 1;
    this.w = 1;
    this.r = byte;
    return byte;
  };
}

/** A literal begins at the start of the parser's own buffer. Nothing else holds on to this slice while it grows. */
function tuneNewLit(methods: GoMethods): void {
  const original = methods.newLit;
  methods.newLit = function (this: GoParser, first: number): void {
    if (first >= endOfText) return original.call(this, first);
    const literal = new this.litBs.constructor(this.litBuf);
    literal.$array[0] = first;
    literal.$length = 1;
    this.litBs = literal;
  };
}

const longestCopied = 24;

function tuneEndLit(methods: GoMethods): void {
  const original = methods.endLit;
  methods.endLit = function (this: GoParser): string {
    const { litBs, r } = this;
    const length = r === endOfText || r === escapedNewLine ? litBs.$length : litBs.$length - this.w;
    if (length < 0 || length > longestCopied) return original.call(this);
    let text = '';
    for (let at = 0; at < length; at++) text += String.fromCharCode(litBs.$array[litBs.$offset + at] as number);
    this.litBs = litBs.constructor.nil;
    return text;
  };
}

/** The first of a batch that was made in advance; nothing but the parser holds on to the slice of the rest. */
function takeFirst<T>(batch: Slice<T>): T {
  const first = batch.$array[batch.$offset] as T;
  batch.$offset += 1;
  batch.$length -= 1;
  batch.$capacity -= 1;
  return first;
}

function tuneBatches(methods: GoMethods): void {
  const { lit, word } = methods;
  methods.lit = function (this: GoParser, position: Position, text: string): Literal {
    if (this.litBatch.$length === 0) return lit.call(this, position, text);
    const literal = takeFirst(this.litBatch);
    const end = this.nextPos();
    copyPosition(literal.ValuePos, position);
    copyPosition(literal.ValueEnd, end);
    literal.Value = text;
    return literal;
  };
  methods.word = function (this: GoParser, parts: unknown): unknown {
    if (this.wordBatch.$length === 0) return word.call(this, parts);
    const first = takeFirst(this.wordBatch);
    first.Parts = parts;
    return first;
  };
}

function copyPosition(to: Position, from: Position): void {
  to.offs = from.offs;
  to.lineCol = from.lineCol;
}

/**
 * The compiled program spends most of its time on taking one character more and on copying positions, since its
 * runtime makes objects for each. These say the same in plain JavaScript; everything unusual goes to the original. A
 * spec compares whole trees with those of the program as it comes.
 */
export function tuneParser(parser: GoParser): void {
  const methods = Object.getPrototypeOf(parser) as GoMethods;
  tuneRune(methods);
  tuneNewLit(methods);
  tuneEndLit(methods);
  tuneBatches(methods);
  parser.pos.constructor.elem.copy = copyPosition;
}
