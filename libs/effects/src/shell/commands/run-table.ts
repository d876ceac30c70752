import { reportPath } from '../paths/report-path.js';
import { isSpecialPath } from '../paths/special-path.js';
import { exactText, isBareOutput, literalArgument } from '../words/argument.js';
import type { Argument, Candidate, Origin } from '../words/argument.js';
import type { Call } from './call.js';
import type { CommandTable, ParsedArguments, UsedOption } from './command-table.js';
import { readOptionNotation } from './option-notation.js';
import { parseArguments } from './parse-arguments.js';
import type { ArgumentRefusal } from './parse-arguments.js';
import { refuseCall } from './refuse-call.js';

const OPTION_MESSAGES: Record<ArgumentRefusal['code'], (name: string, option: string) => string> = {
  'unknown-option': (name, option) => `${name} ${option} is not known to read only.`,
  'maybe-option': (name, option) => `${option} could become an option of ${name}.`,
  'option-value': (name, option) => `The value of ${name} ${option} is missing or could be an option.`,
};

function countRefusal(table: CommandTable, operands: readonly Argument[]): string | undefined {
  const { minOperands: least = 0, maxOperands = Infinity } = table;
  const most = table.operands === 'none' ? 0 : maxOperands;
  const limited = least > 0 || most < Infinity;
  if (limited && operands.some((operand) => operand.fields === 'some')) return 'The number of operands is not known.';
  if (operands.length < least) return 'An operand is missing.';
  return operands.length > most ? 'There are more operands than a read has.' : undefined;
}

const isReadable = ({ candidates, origin, dashSafe }: Argument): boolean =>
  candidates ? candidates.every(({ pattern }) => !pattern) : origin === 'number' || (dashSafe && origin === 'token');

function matchesPattern(operand: Argument, operandPattern: RegExp, table: CommandTable): boolean {
  const { filePatterns = false, takesTokens } = table;
  if (isBareOutput(operand) && operand.origin === 'number') return operandPattern.test('1');
  if (operand.origin === 'token' && !operand.candidates) return takesTokens === true && operand.dashSafe;
  const matches = ({ text, pattern }: Candidate): boolean => (!pattern || filePatterns) && operandPattern.test(text);
  return operand.candidates?.every(matches) === true;
}

function tableRefusal(table: CommandTable, parsed: ParsedArguments, call: Call): string | undefined {
  const { operandPattern, requires } = table;
  if (requires && !parsed.options.some(({ name }) => requires.includes(name))) return `${requires[0]} is missing.`;
  if (table.service && parsed.options.some(({ value }) => value && !isReadable(value)))
    return 'What is asked of a service has to be readable.';
  if (operandPattern && !parsed.operands.every((operand) => matchesPattern(operand, operandPattern, table)))
    return 'An operand is not of the kind that is known to read only.';
  return countRefusal(table, parsed.operands) ?? table.check?.(parsed, call);
}

const CERTAIN: ReadonlySet<Origin> = new Set(['environment', 'token', 'number']);

/** A computed word could be an option that names a file, so it counts as a path as well. */
function isCertainText({ fields, dashSafe, candidates, origin }: Argument): boolean {
  return fields === 'one' && (dashSafe || candidates !== undefined || CERTAIN.has(origin));
}

function pathOperands(table: CommandTable, parsed: ParsedArguments): readonly Argument[] {
  if (table.operands === 'paths') return parsed.operands;
  if (table.operands !== 'text-then-paths') return [];
  const given = parsed.options.some(({ name }) => table.textOptions?.includes(name));
  const [text, ...paths] = parsed.operands;
  return given || (text && !isCertainText(text)) ? parsed.operands : paths;
}

function reportReads(table: CommandTable, parsed: ParsedArguments, call: Call): void {
  const use = { access: 'read', metadata: table.metadata === true } as const;
  const operands = pathOperands(table, parsed).filter((operand) => exactText(operand) !== '-');
  const values = parsed.options.flatMap((option) => (option.isPath && option.value ? [option.value] : []));
  for (const path of [...operands, ...values]) reportPath(call, path, use);
  if (operands.length === 0 && readsDirectory(table, parsed)) reportPath(call, currentDirectory(call), use);
  else if (operands.length + values.length === 0) reportNoPath(table, call);
}

function readsDirectory({ readsDirectory: when }: CommandTable, { options }: ParsedArguments): boolean {
  return when === true || options.some(({ name }) => when?.includes(name));
}

function currentDirectory(call: Call): Argument {
  return literalArgument('.', call.at);
}

function reportNoPath(table: CommandTable, call: Call): void {
  const { name, findings, at } = call;
  if (table.service)
    findings.effect({ kind: 'read', type: 'service', name: table.service, why: `${name} asks ${table.service}.`, at });
  else findings.effect({ kind: 'read', type: 'none', name, why: `${name} only prints.`, at });
}

const OTHER_OUTPUT = /^(?:computed|stream)$/;

function within(options: readonly UsedOption[], allowed: string | undefined): boolean {
  const names = readOptionNotation(allowed ?? '');
  return options.every(({ name }) => names.has(name));
}

function outputKind(table: CommandTable, { options }: ParsedArguments): CommandTable['output'] {
  if (options.some(({ name }) => table.namesWith?.includes(name)))
    return within(options, table.nameOptions) ? 'names' : undefined;
  return within(options, table.outputOptions) ? table.output : undefined;
}

/** Names of files are a listing only when the places searched are known and ordinary. */
function outputOf(
  table: CommandTable,
  parsed: ParsedArguments,
  { call, before }: { call: Call; before: number },
): Origin {
  const words = table.prints?.(parsed, call);
  if (words) return words;
  const kind = outputKind(table, parsed);
  if (kind === 'filter') return call.findings.pathCount === before ? call.frame.input : 'computed';
  if (kind !== 'names' || parsed.operands.some(({ origin }) => OTHER_OUTPUT.test(origin))) return 'computed';
  const ordinary = call.findings.pathsSince(before).every(({ path }) => path !== '/' && !isSpecialPath(path));
  return ordinary ? 'listed' : 'computed';
}

/** Analyses a call with the table of its command. Returns what the output is. */
export function runTable(call: Call, table: CommandTable): Origin {
  const before = call.findings.pathCount;
  const result = table.freeText
    ? { ok: true as const, parsed: { options: [], operands: call.args } }
    : parseArguments(call.args, table);
  if (!result.ok) {
    refuseOption(call, table, result.refusal);
    return 'computed';
  }
  const refusal = tableRefusal(table, result.parsed, call);
  if (refusal) {
    refuseCall(call, { code: 'not-a-read', message: `${call.name}: ${refusal}` });
    return 'computed';
  }
  reportReads(table, result.parsed, call);
  return outputOf(table, result.parsed, { call, before });
}

function refuseOption(call: Call, table: CommandTable, { code, option, argument }: ArgumentRefusal): void {
  const kind = table.dangers?.[option];
  const message = OPTION_MESSAGES[code](call.name, option);
  refuseCall(call, { code, message, at: argument, ...(kind ? { kind } : {}) });
}
