import type { GovernanceDocument, PersonActor, Result, simulateGovernance as definition } from '@countersign/contracts';
import type { z } from 'zod';
import { recordedCalls } from '../domain/simulate/recorded-calls.js';
import type { RecordedCall } from '../domain/simulate/recorded-call.js';
import { simulationReport } from '../domain/simulate/simulation-report.js';
import { countsOf, simulationSteps } from '../domain/simulate/simulate.js';
import { suggestRules } from '../domain/simulate/suggest-rules.js';
import type { ReadRecord, RevisionSource, Slices } from './ports.js';
import type { GovernanceRequest } from './publish-governance.js';
import { shownChanges } from './shown-changes.js';

type Simulated = z.input<typeof definition.response>;

export interface SimulateParts {
  source: RevisionSource;
  slices: Slices;
  readRecord: ReadRecord;
}

/** Decides recorded calls again under candidate files. Nothing is published, stored or executed. */
export function simulateGovernance(parts: SimulateParts) {
  return async (request: GovernanceRequest & { since: string }): Promise<Result<Simulated>> => {
    const parsed = await parts.source.parse(request.files, request.variables);
    if (!parsed.ok) return { ok: true, value: { ...nothing, valid: false, problems: parsed.problems } };
    const record = await readCalls(parts, request.actor, request.since);
    if (!record.ok) return record;
    const { calls, skipped, truncated } = record.value;
    const sinceMs = truncated ? undefined : Date.parse(request.since);
    const candidate = await parts.source.load(parsed.documents);
    const simulation = await parts.slices(simulationSteps(candidate, calls, sinceMs));
    const revision = candidate.compiled.revision;
    const suggestions = await suggest(parts, parsed.documents, calls);
    const told = { valid: true, problems: [], revision, skipped, truncated, suggestions };
    const counts = countsOf(simulation);
    const title = 'What this policy change would have decided';
    const report = simulationReport(simulation, { revision, title, counts });
    return { ok: true, value: { ...told, ...shownChanges(simulation), counts, report } };
  };
}

async function readCalls(parts: SimulateParts, actor: PersonActor, since: string) {
  const read = await parts.readRecord(actor, since);
  if (!read.ok) return read;
  const { events, truncated } = read.value;
  return { ok: true as const, value: { ...recordedCalls(events), truncated } };
}

const nothing = {
  revision: null,
  decided: 0,
  unchanged: 0,
  counts: { allowed: 0, held: 0, denied: 0 },
  newlyAllowed: [],
  newlyHeld: [],
  newlyDenied: [],
  holdsPerDay: [],
  widens: false,
  skipped: 0,
  truncated: false,
  report: '',
  suggestions: [],
};

/** Each suggestion means a whole replay. */
const mostSuggestions = 5;

/** Rules that would say what people have granted again and again, each with what it would have changed. */
async function suggest(
  parts: SimulateParts,
  documents: readonly GovernanceDocument[],
  calls: readonly RecordedCall[],
): Promise<Simulated['suggestions']> {
  const told: Simulated['suggestions'] = [];
  for (const one of suggestRules(documents, calls).slice(0, mostSuggestions)) {
    const replay = await parts.slices(simulationSteps(await parts.source.load(one.documents), calls));
    const { policy, holdRule, allowRule, granted } = one;
    const counts = {
      newlyAllowed: replay.newlyAllowed.length,
      newlyHeld: replay.newlyHeld.length,
      newlyDenied: replay.newlyDenied.length,
    };
    told.push({ policy, holdRule, allowRule, granted, replay: counts });
  }
  return told;
}
