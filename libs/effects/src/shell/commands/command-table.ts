import type { Effect } from '@countersign/contracts';
import type { Argument } from '../words/argument.js';
import type { Call } from './call.js';

/**
 * What the words that are not options mean. `paths`: files the command reads. `text`: not files. `none`: not allowed.
 * `text-then-paths`: the first is a pattern or script, the rest are files.
 */
type Operands = 'paths' | 'text' | 'none' | 'text-then-paths';

/**
 * The known uses of one command. Everything that is not listed is refused, so a table holds only what was checked to
 * read and nothing else.
 */
export interface CommandTable {
  /**
   * Known-safe options, separated by spaces: `-x` alone; `-x:` takes a value; `-x?` may have one attached; `--name`
   * alone; `--name:` takes a value; `--name?` may have one after `=`. A value that is a file to read ends in `@`
   * instead of `:`. `--name:~` takes a value unless it is the last word. `--name::` and `--name:@` take two values. `-#` stands for a number as in `head -5`.
   */
  readonly options?: string;
  readonly operands: Operands;
  /** Options are whole words with one dash, as in `find -name`. */
  readonly wordOptions?: boolean;
  /** No option the program knows does more than read: a file name that looks like an option does no harm. */
  readonly harmless?: boolean;
  readonly minOperands?: number;
  readonly maxOperands?: number;
  /** The operands must be known texts that match. */
  readonly operandPattern?: RegExp;
  /** Operands may be patterns of file names too, if the pattern matches. */
  readonly filePatterns?: boolean;
  /** Options that give the pattern or script, so that the first operand is a file. */
  readonly textOptions?: readonly string[];
  /** At least one of these options must be there. */
  readonly requires?: readonly string[];
  /** Without operands the command reads the current directory: always, or with one of these options. */
  readonly readsDirectory?: true | readonly string[];
  /** Only names and metadata are read, so devices and /proc may be named. */
  readonly metadata?: boolean;
  /** `names`: the output is names of files found; `filter`: the output is lines of the input. */
  readonly output?: 'names' | 'filter';
  /** Whether the output is nothing but tokens or one number; see `Origin`. */
  readonly prints?: (parsed: ParsedArguments, call: Call) => 'token' | 'number' | undefined;
  /** Operands may be tokens that another command printed. */
  readonly takesTokens?: boolean;
  /** Options that keep the output what `output` says, besides those that only choose or order lines. */
  readonly outputOptions?: string;
  /** With one of these options the output is names of files found, if all options are in `nameOptions`. */
  readonly namesWith?: readonly string[];
  readonly nameOptions?: string;
  /** Every argument is text, whatever it looks like. */
  readonly freeText?: boolean;
  /** Options that change things, with what they do, for the people who decide. */
  readonly dangers?: Readonly<Record<string, Effect['kind']>>;
  /** The service that is read, for commands that talk to one. */
  readonly service?: string;
  /** A further condition; returns the reason when it does not hold. */
  readonly check?: (parsed: ParsedArguments, call: Call) => string | undefined;
}

/** An option as it was used. */
export interface UsedOption {
  readonly name: string;
  readonly value?: Argument;
  /** The value is a file that is read. */
  readonly isPath?: boolean;
}

export interface ParsedArguments {
  readonly options: readonly UsedOption[];
  readonly operands: readonly Argument[];
}

export type CommandTables = Readonly<Record<string, CommandTable>>;

/** A command with sub-commands, as `git log`. Names of two words (`stash list`) are looked up first. */
export interface SubcommandTable {
  /** Options that may stand before the sub-command, in the notation of `CommandTable.options`. */
  readonly globals?: string;
  readonly subcommands: CommandTables;
  /** What other sub-commands do, for the people who decide. */
  readonly others?: ReadonlyMap<string, readonly Effect['kind'][]>;
  /** A condition on the options before the sub-command. */
  readonly check?: (globals: ParsedArguments, call: Call) => string | undefined;
  /** The command without a sub-command. */
  readonly bare?: CommandTable;
  /** What the sub-commands read. Without it they read the current directory. */
  readonly service?: string;
}
