import type { Verdict } from '@countersign/contracts';
import { holdsPerDay } from '../simulate/holds-per-day.js';
import type { Change } from '../simulate/change-of.js';
import type { Simulation } from '../simulate/simulate.js';
import { simulationReport } from '../simulate/simulation-report.js';
import type { ShadowTotals } from './shadow-totals.js';

interface ShadowSummary extends Simulation {
  counts: ShadowTotals['counts'];
  report: string;
}

/** The same lists and the same report as of a simulation, over what a candidate said while it ran. */
export function shadowSummary(totals: ShadowTotals, shadow: { revision: string; ranForMs: number }): ShadowSummary {
  const { decided, counts, changes } = totals;
  const to = (verdict: Verdict): Change[] => changes.filter(({ after }) => after === verdict);
  const newlyAllowed = to('allow');
  const summary = {
    decided,
    unchanged: Math.max(0, decided - counts.allowed - counts.held - counts.denied),
    newlyAllowed,
    newlyHeld: to('hold'),
    newlyDenied: to('deny'),
    holdsPerDay: holdsPerDay(totals.holds, shadow.ranForMs),
    widens: newlyAllowed.some(({ changesState }) => changesState),
    counts,
  };
  const title = 'What this policy change says beside the one in force';
  return { ...summary, report: simulationReport(summary, { revision: shadow.revision, title, counts }) };
}
