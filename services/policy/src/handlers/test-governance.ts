import type {
  CasesDocument,
  GovernanceDocument,
  PersonActor,
  Result,
  testGovernance as definition,
} from '@countersign/contracts';
import type { z } from 'zod';
import { policyCaseSteps, type CaseResult } from '../domain/cases/run-policy-cases.js';
import type { LoadedRevision } from '../domain/decide/loaded-revision.js';
import type { RevisionSource, Slices } from './ports.js';
import type { GovernanceRequest } from './publish-governance.js';

type Tested = z.input<typeof definition.response>;

export interface TestParts {
  /** What is in force for a tenant. */
  inForce: (tenant: string) => Promise<Result<LoadedRevision>>;
  source: RevisionSource;
  slices: Slices;
}

const nothing = { revision: null, passed: 0, failed: 0, results: [] };

/** Decides the cases that files bring along. Nothing is stored or published. */
export function testGovernance(parts: TestParts) {
  return async ({ actor, files, variables }: GovernanceRequest): Promise<Result<Tested>> => {
    const parsed = await parts.source.parse(files, variables);
    if (!parsed.ok) return { ok: true, value: { ...nothing, valid: false, problems: parsed.problems } };
    if (parsed.cases.length === 0) return noCases;
    const revision = await revisionFor(parts, actor, parsed);
    if (!revision.ok) return revision;
    const results = await parts.slices(policyCaseSteps(revision.value, parsed.cases));
    const failed = results.filter(({ passed }) => !passed);
    const told = { valid: true, problems: [], revision: revision.value.compiled.revision };
    const counts = { passed: results.length - failed.length, failed: failed.length };
    return { ok: true, value: { ...told, ...counts, results: shown(results) } };
  };
}

async function revisionFor(
  parts: TestParts,
  actor: PersonActor,
  { documents }: { documents: GovernanceDocument[]; cases: CasesDocument[] },
): Promise<Result<LoadedRevision>> {
  if (documents.length === 0) return parts.inForce(actor.tenant);
  return { ok: true, value: await parts.source.load(documents) };
}

const noCases = {
  ok: false as const,
  refusal: {
    reasonCode: 'cases_missing',
    message: 'These files hold no cases.',
    remedy: 'Add a document of kind Cases; governance/demo/cases.yaml is an example.',
  },
};

const mostTold = 2000;
/** An answer must fit into one message of the bus. */
const mostExplained = 50;

function shown(results: readonly CaseResult[]): Tested['results'] {
  const inOrder = [...results].sort((a, b) => Number(a.passed) - Number(b.passed)).slice(0, mostTold);
  return inOrder.map(({ cases, name, passed, differences, trace }, index) => {
    const isExplained = index < mostExplained;
    return {
      cases,
      name,
      passed,
      differences: isExplained ? differences.slice(0, 16) : [],
      trace: isExplained ? trace.slice(0, 16) : [],
    };
  });
}
