import type { Candidate, Origin } from './argument.js';

/** What a name can hold that the command sets. */
export interface Binding {
  readonly candidates?: readonly Candidate[];
  readonly origin: Origin;
  /** The value is one word: a loop takes its words one by one. */
  readonly word?: boolean;
  /** The name is set in more than one place, so no loop may say what it holds. */
  readonly shared?: boolean;
}

/** Names whose values the command itself shows. Every other variable is the environment's. */
export type Scope = ReadonlyMap<string, Binding>;

/** Variables that bash fills from the command itself, so their value is not the environment's. */
const FILLED_BY_BASH =
  /^(?:_|[0-9@*#!]|BASH.*|REPLY|MAPFILE|OPTARG|DIRSTACK|FUNCNAME|COPROC|READLINE.*|COMP.*|OLDPWD)$/;

/** Names that hold one absolute path without white space wherever a shell is started properly. */
const ABSOLUTE = new Set(['HOME', 'PWD']);

/** Names that no program takes for a setting, so a loop may use them. */
const HARMLESS_NAME = /^(?:[a-z][a-z0-9_]{0,30}|[A-Z])$/;
/** Names in capitals that people use in one-liners and that no program looks for. */
const USUAL_NAMES = new Set(
  'NS POD PODS SVC APP DEPLOY DEPLOYMENT CONTAINER CID IID FILE FILES LOG LOGS LOGFILE LATEST COUNT CNT NUM TOTAL SUM MAX MIN SINCE UNTIL START END TODAY YESTERDAY SHA COMMIT REV PATTERN ERRORS RESULT NODE NODES'.split(
    ' ',
  ),
);
const TAKEN = /_proxy$|^(?:histchars|auto_resume|path|ld_.*)$/;

export function originOf(name: string): Origin {
  return FILLED_BY_BASH.test(name) ? 'computed' : 'environment';
}

export function isAbsoluteVariable(name: string): boolean {
  return ABSOLUTE.has(name);
}

/** Whether a loop, `read` or an assignment may set this name without changing how later commands run. */
export function mayBeSet(name: string): boolean {
  return USUAL_NAMES.has(name) || (HARMLESS_NAME.test(name) && !TAKEN.test(name));
}
