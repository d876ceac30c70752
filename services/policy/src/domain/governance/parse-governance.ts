import type { CasesDocument, GovernanceDocument, GovernanceFileDocument } from '@countersign/contracts';
import { checkBudgets } from './check-budgets.js';
import { checkData } from './check-data.js';
import { checkDuplicates } from './check-duplicates.js';
import { checkLabels } from './check-labels.js';
import { checkModels } from './check-models.js';
import { checkReferences } from './check-references.js';
import { checkRules } from './check-rules.js';
import { checkTools } from './check-tools.js';
import { checkWhole } from './check-whole.js';
import type { Inspectors } from './inspectors.js';
import type { LocatedDocument } from './located-document.js';
import type { GovernanceFile, GovernanceProblem } from './problem.js';
import { readDocuments } from './read-documents.js';
import { finish, type Steps } from './steps.js';

export type ParsedGovernance =
  { ok: true; documents: GovernanceDocument[]; cases: CasesDocument[] } | { ok: false; problems: GovernanceProblem[] };

interface ParseOptions {
  /** What `${NAME}` may stand for; nothing else is read, the environment least of all. */
  variables: Readonly<Record<string, string>>;
  inspectors: Inspectors;
}

/** More problems than this help nobody. */
const maxProblems = 200;

/** Reads a governance folder. All problems are told at once, each with its place and, where possible, a suggestion. */
export function parseGovernance(files: readonly GovernanceFile[], options: ParseOptions): ParsedGovernance {
  return finish(parsingSteps(files, options));
}

export function* parsingSteps(files: readonly GovernanceFile[], options: ParseOptions): Steps<ParsedGovernance> {
  const documents: LocatedDocument[] = [];
  const problems: GovernanceProblem[] = [];
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const read = yield* readDocuments(file, options.variables);
    documents.push(...read.documents);
    problems.push(...read.problems);
  }
  // References to a document that could not be read would only repeat its fault.
  if (problems.length === 0) {
    problems.push(...checkWhole(files, documents), ...checkDuplicates(documents), ...checkReferences(documents));
    problems.push(...checkModels(documents));
    problems.push(...checkLabels(documents), ...checkBudgets(documents), ...checkData(documents));
    yield;
    problems.push(...checkRules(documents, options.inspectors), ...(yield* checkTools(documents, options.inspectors)));
  }
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, maxProblems) };
  const all = documents.map(({ document }) => document);
  return { ok: true, documents: all.filter(isGovernance), cases: all.filter((one) => one.kind === 'Cases') };
}

function isGovernance(document: GovernanceFileDocument): document is GovernanceDocument {
  return document.kind !== 'Cases';
}
