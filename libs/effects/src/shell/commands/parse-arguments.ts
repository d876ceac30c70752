import { exactText, literalArgument } from '../words/argument.js';
import type { Argument } from '../words/argument.js';
import type { ParsedArguments, UsedOption } from './command-table.js';
import { readOptionNotation } from './option-notation.js';
import type { OptionKind } from './option-notation.js';

export interface OptionRules {
  readonly options?: string;
  readonly harmless?: boolean;
  readonly wordOptions?: boolean;
  /** Options end at the first operand or at `--`; what follows, a program or a sub-command, is the rest. */
  readonly strictOrder?: boolean;
}

export interface ArgumentRefusal {
  readonly code: 'unknown-option' | 'maybe-option' | 'option-value';
  readonly option: string;
  readonly argument: Argument;
}

type ParseResult =
  | { readonly ok: true; readonly parsed: ParsedArguments; readonly rest: readonly Argument[] }
  | { readonly ok: false; readonly refusal: ArgumentRefusal };

/** Sorts arguments into options and operands the way getopt does, knowing only the options that the rules list. */
export function parseArguments(args: readonly Argument[], rules: OptionRules): ParseResult {
  return new ArgumentReader(args, rules).read();
}

/** Whether the argument is surely or in one of its known forms an option. */
function beginsWithDash({ candidates, outlines }: Argument): boolean {
  if (candidates) return candidates.some(({ text }) => text.startsWith('-'));
  return outlines.length > 0 && outlines.every((outline) => outline.startsWith('-'));
}

class ArgumentReader {
  private readonly known: ReadonlyMap<string, OptionKind>;
  private readonly options: UsedOption[] = [];
  private readonly operands: Argument[] = [];
  private refusal: ArgumentRefusal | undefined;
  private next = 0;

  constructor(
    private readonly args: readonly Argument[],
    private readonly rules: OptionRules,
  ) {
    this.known = readOptionNotation(rules.options ?? '');
  }

  read(): ParseResult {
    let onlyOperands = false;
    while (this.next < this.args.length && !this.refusal) {
      const argument = this.args[this.next++] as Argument;
      if (onlyOperands) this.operands.push({ ...argument, dashSafe: true });
      else if (exactText(argument) === '--') {
        if (this.rules.strictOrder) break;
        onlyOperands = true;
      } else if (this.isOperand(argument)) {
        if (this.rules.strictOrder) {
          this.next -= 1;
          break;
        }
        this.operands.push(argument);
      }
    }
    if (this.refusal) return { ok: false, refusal: this.refusal };
    return { ok: true, parsed: { options: this.options, operands: this.operands }, rest: this.args.slice(this.next) };
  }

  /** Reads an option, or says that the argument is not one. */
  private isOperand(argument: Argument): boolean {
    const text = exactText(argument);
    if (text === undefined) return this.isUnknownOperand(argument);
    if (!text.startsWith('-') || text === '-') return true;
    if (text.startsWith('--') || this.rules.wordOptions) this.readLong(text, argument);
    else if (/^-\d+$/.test(text) && this.known.has('-#')) this.options.push({ name: '-#' });
    else this.readShort(text, argument);
    return false;
  }

  private isUnknownOperand(argument: Argument): boolean {
    if (this.readLongPattern(argument)) return false;
    if (beginsWithDash(argument)) this.refuse('unknown-option', argument.source, argument);
    if (!argument.dashSafe && !this.rules.harmless) this.refuse('maybe-option', argument.source, argument);
    return true;
  }

  /** `--include=*.ts`, `--author="$x"`: whatever it becomes, every word begins with the option. */
  private readLongPattern(argument: Argument): boolean {
    const texts = argument.candidates?.map(({ text }) => text) ?? (argument.fields === 'one' ? argument.outlines : []);
    const [name, ...others] = new Set(texts.map((text) => /^(--[a-z-]+)=/.exec(text)?.[1]));
    const kind = name === undefined || others.length > 0 ? undefined : this.known.get(name);
    if (name === undefined || (kind !== 'value' && kind !== 'optional')) return false;
    this.options.push({ name, value: argument });
    return true;
  }

  private readLong(text: string, argument: Argument): void {
    const [, name = text, value] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
    const kind = this.known.get(name);
    const attached = value === undefined ? undefined : literalArgument(value, argument);
    if (!kind || (kind === 'alone' && attached)) return this.refuse('unknown-option', name, argument);
    if (!attached && this.standsAlone(kind)) this.options.push({ name });
    else this.use(name, kind, attached ?? this.takeValue(argument));
  }

  private standsAlone(kind: OptionKind): boolean {
    return kind === 'alone' || kind === 'optional' || (kind === 'last' && this.next === this.args.length);
  }

  private readShort(text: string, argument: Argument): void {
    for (let at = 1; at < text.length; at++) {
      const name = `-${text.charAt(at)}`;
      const kind = this.known.get(name);
      const attached = at + 1 < text.length ? literalArgument(text.slice(at + 1), argument) : undefined;
      if (!kind) return this.refuse('unknown-option', name, argument);
      if (kind === 'alone' || (kind === 'optional' && !attached)) this.options.push({ name });
      else return this.use(name, kind, attached ?? this.takeValue(argument));
    }
  }

  private use(name: string, kind: OptionKind, first: Argument | undefined): void {
    const value = kind.startsWith('pair') && first ? this.takeValue(first) : first;
    if (value) this.options.push({ name, value, isPath: kind.endsWith('path') });
  }

  /**
   * A value that looks like an option is refused: a program that takes no value here would read it as one. Of a value
   * that can become several words, the others are operands.
   */
  private takeValue(option: Argument): Argument | undefined {
    const value = this.args[this.next++];
    const looksLikeOption = value?.candidates?.some(({ text }) => /^-[^\d]/.test(text)) === true;
    if (value && this.rules.harmless) {
      if (value.fields === 'some') this.operands.push(value);
      return value;
    }
    if (value?.fields === 'one' && !looksLikeOption) return value;
    this.refuse('option-value', option.source, option);
    return undefined;
  }

  private refuse(code: ArgumentRefusal['code'], option: string, argument: Argument): void {
    this.refusal ??= { code, option, argument };
  }
}
