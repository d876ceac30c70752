import type { Guard, GuardAnswer } from './guard.js';
import type { LoadedRevision } from './loaded-revision.js';

interface Missing {
  key: string;
  guard: Guard;
  input: object;
}

const notAsked: GuardAnswer = { ok: false, reasonCode: 'rego_unavailable', why: 'it was not asked yet' };

/**
 * Decides without standing still while the tenant's own Rego answers, so that a bundle that is slow is slow for its own
 * calls only. A decision is pure: it is made until every answer that it looks at is there, and the last one counts.
 */
export async function askGuardsApart<T>(revision: LoadedRevision, decide: (revision: LoadedRevision) => T): Promise<T> {
  if (revision.guards.length === 0) return decide(revision);
  const answers = new Map<string, GuardAnswer>();
  for (;;) {
    const missing: Missing[] = [];
    const guards = revision.guards.map((guard, number) => answeredBy(guard, number, { answers, missing }));
    const decided = decide({ ...revision, guards });
    if (missing.length === 0) return decided;
    for (const { key, guard, input } of missing) answers.set(key, await guard.judgeLater(input));
  }
}

function answeredBy(
  guard: Guard,
  number: number,
  { answers, missing }: { answers: ReadonlyMap<string, GuardAnswer>; missing: Missing[] },
): Guard {
  const { name, digest, approvers } = guard;
  const judge = (input: object): GuardAnswer => {
    const key = `${number} ${JSON.stringify(input)}`;
    const answer = answers.get(key);
    if (!answer) missing.push({ key, guard, input });
    return answer ?? notAsked;
  };
  return { name, digest, approvers, judge, judgeLater: (input) => Promise.resolve(judge(input)) };
}
