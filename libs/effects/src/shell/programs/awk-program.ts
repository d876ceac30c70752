import { endOfRegex, endOfText } from './delimited.js';

const KEYWORDS = new Set(
  'BEGIN END if else while for do in next nextfile exit delete break continue print printf switch case default'.split(
    ' ',
  ),
);

const FUNCTIONS = new Set(
  'length substr index split sub gsub match sprintf tolower toupper int sqrt exp log sin cos atan2 rand srand gensub strftime systime mktime asort asorti strtonum and or xor lshift rshift compl'.split(
    ' ',
  ),
);

/** Names that read, write, run or reach into the program itself. */
const REFUSED = new Set(
  'system getline close fflush extension include load namespace eval SYMTAB FUNCTAB PROCINFO ARGV ARGC func function return'.split(
    ' ',
  ),
);

/** Operators without redirections: `>` is added only where it can but compare. */
const OPERATOR = /^(?:\|\||&&|[-+*/%^=!<>]=|[-+]{2}|!~|\*\*=?|[-+*%^!<>?:~=,])/;
const BEFORE_REGEX = new Set(['', '(', ',', '{', '}', ';', '\n', '!', '~', '!~', '&&', '||', 'print', 'else']);
const BEFORE_DIVISION = /^(?:\)|\]|name|number|text)$/;

/**
 * Reads an awk program word by word. It is safe when it has no way to run a program or to open a file: no pipe, no
 * redirection, no function of its own, and no doubt about where a regular expression starts and ends.
 */
class AwkReader {
  private at = 0;
  private before = '';
  private name = '';
  private printing = false;
  private readonly parentheses: boolean[] = [];

  constructor(private readonly program: string) {}

  isSafe(): boolean {
    while (this.at < this.program.length) {
      if (!this.token()) return false;
    }
    return true;
  }

  private take(pattern: RegExp): string | undefined {
    const found = pattern.exec(this.program.slice(this.at))?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private token(): boolean {
    if (this.take(/^[ \t]+/) !== undefined) return true;
    const character = this.program.charAt(this.at);
    if (character === '"') return this.quoted();
    if (character === '/') return this.slash();
    const word = this.take(/^[A-Za-z_]\w*/);
    if (word !== undefined) return this.word(word);
    if (this.take(/^(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/) !== undefined) return this.became('number');
    if (/[;{}()[\]$\n]/.test(character)) return this.mark(character);
    return this.operator();
  }

  private became(kind: string): boolean {
    this.before = kind;
    return true;
  }

  private quoted(): boolean {
    const end = endOfText(this.program, this.at + 1, '"');
    this.at = end + 1;
    return end !== -1 && this.became('text');
  }

  private slash(): boolean {
    if (this.before === 'name' && this.name === 'length') return false;
    if (BEFORE_DIVISION.test(this.before)) {
      this.at += 1;
      return this.became('/');
    }
    if (!BEFORE_REGEX.has(this.before) || this.program[this.at + 1] === '=') return false;
    const end = endOfRegex(this.program, this.at + 1, '/');
    this.at = end + 1;
    return end !== -1 && this.became('text');
  }

  private word(word: string): boolean {
    if (REFUSED.has(word)) return false;
    const called = /^[ \t]*\(/.test(this.program.slice(this.at));
    if (called && !KEYWORDS.has(word) && !FUNCTIONS.has(word)) return false;
    if (word === 'print' || word === 'printf') this.printing = true;
    this.name = word;
    return this.became(word === 'print' || word === 'else' ? word : KEYWORDS.has(word) ? 'keyword' : 'name');
  }

  /** A slash after `if (...)` starts a regular expression, after any other parenthesis it divides. */
  private mark(character: string): boolean {
    this.at += 1;
    if (character === '(') this.parentheses.push(this.before === 'keyword');
    if (character === ')' && this.parentheses.pop() !== false) return this.became('condition');
    if (character === ';' || character === '}') this.printing = false;
    return this.became(character);
  }

  /** After print a `>` names a file, except between parentheses. */
  private operator(): boolean {
    const operator = this.take(OPERATOR);
    if (operator === undefined) return false;
    const next = this.program.charAt(this.at);
    const redirects = this.printing && this.parentheses.length === 0;
    if (operator.startsWith('>') && (redirects || next === '>')) return false;
    return this.became(operator);
  }
}

/** Whether an awk program only computes and prints. */
export function isSafeAwkProgram(program: string): boolean {
  return program.length <= 4096 && new AwkReader(program).isSafe();
}
