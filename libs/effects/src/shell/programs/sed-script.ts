import { endOfRegex, endOfText } from './delimited.js';

const DELIMITER = /^[/|,#@:!%~^+_=]$/;
const SIMPLE_COMMANDS = new Set('dDgGhHlnNpPxz=F');
/** Labels and exit codes: what may follow a command that takes one. */
const OPERANDS: Readonly<Record<string, RegExp>> = {
  ':': /^ *\w+/,
  b: /^ *\w*/,
  t: /^ *\w*/,
  T: /^ *\w*/,
  q: /^ *\d{0,3}/,
  Q: /^ *\d{0,3}/,
};
const SUBSTITUTE_FLAGS = /^[gpiIM0-9]*/;

/**
 * Reads a sed script that only prints and changes text. Commands that read or write files or run programs are not
 * understood; neither is a script that two versions of sed could cut differently.
 */
class SedReader {
  private at = 0;
  private depth = 0;
  private failed = false;

  constructor(private readonly script: string) {}

  isSafe(): boolean {
    while (this.at < this.script.length) {
      if (!this.command()) return false;
    }
    return this.depth === 0;
  }

  private take(pattern: RegExp): string | undefined {
    const found = pattern.exec(this.script.slice(this.at))?.[0];
    if (found === undefined) return undefined;
    this.at += found.length;
    return found;
  }

  private command(): boolean {
    this.take(/^[\s;]+/);
    if (this.at >= this.script.length) return true;
    if (!this.addresses()) return false;
    this.take(/^[ \t]*(?:![ \t]*)?/);
    const name = this.script[this.at++] ?? '';
    if (name === '{') {
      this.depth += 1;
      return true;
    }
    return this.body(name) && this.ends();
  }

  private body(name: string): boolean {
    if (name === '}') return --this.depth >= 0;
    if (name === 's') return this.substitute();
    if (name === 'y') return this.translate();
    const operand = OPERANDS[name];
    if (operand) return this.take(operand) !== undefined;
    if (name === 'a' || name === 'i' || name === 'c') return this.text();
    return SIMPLE_COMMANDS.has(name);
  }

  private ends(): boolean {
    return this.take(/^[ \t]*(?:;|\n|(?=\})|$)/) !== undefined;
  }

  private addresses(): boolean {
    if (!this.address()) return true;
    if (this.take(/^[ \t]*,[ \t]*/) === undefined) return !this.failed;
    this.take(/^[+~](?=\d)/);
    return this.address() && !this.failed;
  }

  private address(): boolean {
    if (this.take(/^(?:\d+(?:~\d+)?|\$)/) !== undefined) return true;
    const custom = this.take(/^\\/) !== undefined;
    const delimiter = this.script[this.at] ?? '';
    if (!custom && delimiter !== '/') return false;
    this.at += 1;
    this.failed ||= !this.until(endOfRegex, delimiter) || this.take(/^[IM]*/) === undefined;
    return true;
  }

  private substitute(): boolean {
    const delimiter = this.script[this.at++] ?? '';
    return (
      this.until(endOfRegex, delimiter) && this.until(endOfText, delimiter) && this.take(SUBSTITUTE_FLAGS) !== undefined
    );
  }

  private translate(): boolean {
    const delimiter = this.script[this.at++] ?? '';
    return this.until(endOfText, delimiter) && this.until(endOfText, delimiter);
  }

  private until(find: typeof endOfText, delimiter: string): boolean {
    const end = DELIMITER.test(delimiter) ? find(this.script, this.at, delimiter) : -1;
    this.at = end + 1;
    return end !== -1;
  }

  /** The text of a, i and c goes to the end of the script; a backslash or a new line could continue it elsewhere. */
  private text(): boolean {
    const rest = this.script.slice(this.at);
    this.at = this.script.length;
    return !/[\\\n]/.test(rest) && rest.trim() !== '' && this.depth === 0;
  }
}

/** Whether a sed script only prints and changes text. */
export function isSafeSedScript(script: string): boolean {
  return script.length <= 4096 && new SedReader(script).isSafe();
}
