import { governanceFileDocumentSchema } from '@countersign/contracts';
import { Composer, LineCounter, Parser, type Document } from 'yaml';
import { expandVariables } from './expand-variables.js';
import type { LocatedDocument } from './located-document.js';
import { Locator } from './locate.js';
import { nearest } from './nearest.js';
import type { GovernanceFile, GovernanceProblem } from './problem.js';
import { schemaProblems } from './schema-problems.js';
import type { Steps } from './steps.js';

export interface ReadDocuments {
  documents: LocatedDocument[];
  problems: GovernanceProblem[];
}

type Variables = Readonly<Record<string, string>>;

/** Reads every YAML document of one file against its schema; one document a step. */
export function* readDocuments(file: GovernanceFile, variables: Variables): Steps<ReadDocuments> {
  const read: ReadDocuments = { documents: [], problems: [] };
  const lines = new LineCounter();
  try {
    const tokens = new Parser(lines.addNewLine).parse(file.text);
    for (const document of new Composer({ lineCounter: lines, prettyErrors: false }).compose(tokens)) {
      readDocument(document, { locator: new Locator(file.path, document, lines), variables, read });
      yield;
    }
  } catch (error) {
    read.problems.push({ path: file.path, line: null, column: null, message: unreadable(error) });
  }
  return read;
}

interface Reading {
  locator: Locator;
  variables: Variables;
  read: ReadDocuments;
}

function readDocument(document: Document.Parsed, { locator, variables, read }: Reading): void {
  const faults = [...document.errors, ...document.warnings];
  read.problems.push(...faults.map((fault) => ({ ...locator.atOffset(fault.pos[0]), message: fault.message })));
  if (faults.length > 0) return;
  const unknown = expandVariables(document, variables);
  for (const { name, offset } of unknown) {
    const meant = nearest(name, Object.keys(variables));
    const problem = { ...locator.atOffset(offset), message: `unknown variable "${name.slice(0, 100)}"` };
    read.problems.push(meant ? { ...problem, suggestion: `did you mean "${meant}"?` } : problem);
  }
  const value: unknown = document.toJS();
  if (value === null || unknown.length > 0) return;
  const parsed = governanceFileDocumentSchema.safeParse(value);
  if (parsed.success) read.documents.push({ document: parsed.data, locator });
  else read.problems.push(...schemaProblems(value, parsed.error, locator));
}

/** Deep nesting and alias bombs end in exceptions of the parser. */
function unreadable(error: unknown): string {
  return `this file cannot be read: ${error instanceof Error ? error.message : String(error)}`.slice(0, 1000);
}
