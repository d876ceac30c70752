import type { Verdict } from '@countersign/contracts';
import type { EntityManager } from 'typeorm';
import type { ShadowTotals } from '../domain/shadow/shadow-totals.js';
import type { Change } from '../domain/simulate/change-of.js';

/** As many of each kind as a report may list, and more than enough to see what a candidate does. */
const mostOfEach = 500;

interface ChangeRow {
  call_id: string;
  agent: string;
  tool: string;
  before: Verdict;
  after: Verdict;
  reason_code: string;
  rule: Change['rule'];
  changes_state: boolean;
}

function changeOf(row: ChangeRow): Change {
  const { agent, tool, before, after, rule } = row;
  const said = { before, after, reasonCode: row.reason_code, rule, changesState: row.changes_state };
  return { callId: row.call_id, agent, tool, ...said };
}

interface Counted {
  decided: number;
  dropped: number;
}

/** The totals of one shadow, inside a transaction of its tenant. What changes something comes first. */
export async function readTotals(
  manager: EntityManager,
  tenant: string,
  { shadowId, ...counted }: Counted & { shadowId: string },
): Promise<ShadowTotals> {
  const key = [tenant, shadowId];
  const changes = await manager.query<ChangeRow[]>(
    `select * from (select c.*, row_number() over (partition by after order by changes_state desc, position desc) as place
      from policy.shadow_changes c where tenant = $1 and shadow_id = $2) ranked where place <= ${mostOfEach} order by position`,
    key,
  );
  const counts = await manager.query<{ after: Verdict; calls: number }[]>(
    'select after, count(*)::int as calls from policy.shadow_changes where tenant = $1 and shadow_id = $2 group by after',
    key,
  );
  const holds = await manager.query<{ person: string; holds: string }[]>(
    'select person, holds from policy.shadow_holds where tenant = $1 and shadow_id = $2',
    key,
  );
  const of = (verdict: Verdict) => counts.find(({ after }) => after === verdict)?.calls ?? 0;
  return {
    ...counted,
    holds: new Map(holds.map(({ person, holds: count }) => [person, Number(count)])),
    counts: { allowed: of('allow'), held: of('hold'), denied: of('deny') },
    changes: changes.map(changeOf),
  };
}
