import type { z } from 'zod';
import { knownKeys } from './known-keys.js';
import type { Locator } from './locate.js';
import { nearest } from './nearest.js';
import type { GovernanceProblem } from './problem.js';

type Issue = z.core.$ZodIssue;

/** Turns what a schema refused into sentences that point into the file. */
export function schemaProblems(value: unknown, error: z.ZodError, locator: Locator): GovernanceProblem[] {
  return error.issues.flatMap((issue) => problemsOf(issue, value, locator));
}

function problemsOf(issue: Issue, value: unknown, locator: Locator): GovernanceProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(valueAt(value, ['kind']), issue.path);
    return issue.keys.map((key) => unknownKey({ path: issue.path, key, known }, locator));
  }
  const place = locator.value(issue.path);
  const given = valueAt(value, issue.path);
  const suggestion = suggestionFor(issue, given);
  const message = `${where(issue.path)}${sentenceOf(issue, given)}`.slice(0, 1000);
  return [{ ...place, message, ...(suggestion ? { suggestion } : {}) }];
}

function sentenceOf(issue: Issue, given: unknown): string {
  if (issue.path.length === 0 && (typeof given !== 'object' || given === null || Array.isArray(given))) {
    return 'a document says what it is, such as kind: Agent, and then its members';
  }
  if (given === undefined && issue.code !== 'custom') return 'is missing';
  if (optionsOfUnion(issue)) return `"${String(given).slice(0, 100)}" is not known here`;
  return issue.message.replace(/^Invalid (?:input|option): /, '');
}

interface UnknownKey {
  path: readonly PropertyKey[];
  key: string;
  known: readonly string[];
}

function unknownKey({ path, key, known }: UnknownKey, locator: Locator): GovernanceProblem {
  const meant = nearest(key, known);
  const hint = meant ? `did you mean "${meant}"?` : known.length > 0 ? `known here: ${known.join(', ')}` : undefined;
  const problem = { ...locator.key(path, key), message: `${where(path)}unknown key "${key.slice(0, 100)}"` };
  return hint ? { ...problem, suggestion: hint.slice(0, 300) } : problem;
}

function suggestionFor(issue: Issue, given: unknown): string | undefined {
  const options = issue.code === 'invalid_value' ? issue.values.map(String) : optionsOfUnion(issue);
  if (!options || options.length === 0) return undefined;
  const meant = typeof given === 'string' ? nearest(given, options) : undefined;
  return (meant ? `did you mean "${meant}"?` : `one of: ${options.join(', ')}`).slice(0, 300);
}

function optionsOfUnion(issue: Issue): string[] | undefined {
  const options = (issue as { options?: unknown }).options;
  return issue.code === 'invalid_union' && Array.isArray(options) ? options.map(String) : undefined;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, part) => (at as Record<PropertyKey, unknown> | null | undefined)?.[part], value);
}

function where(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text ? `${text.replace(/^\./, '')}: ` : '';
}
