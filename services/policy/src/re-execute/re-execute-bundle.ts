import { parseStrictJson, readRecord, type ReExecution, type RecordRow } from '@countersign/evidence';
import { toolDefinitionChanged } from '@countersign/contracts';
import { analysersDigest } from '@countersign/effects';
import type { LoadedRevision } from '../domain/decide/loaded-revision.js';
import type { PolicyInput } from '../domain/decide/policy-input.js';
import { unknownRevision } from '../domain/decide/unknown-revision.js';
import { ChangedTools } from '../domain/re-execute/changed-tools.js';
import { reExecuteDecision } from '../domain/re-execute/re-execute-decision.js';
import { recordedDecision, recordedInput, type RecordedDecision } from '../domain/re-execute/recorded-decision.js';
import { rederiveFacts } from '../domain/re-execute/rederive-facts.js';
import { RevisionsInForce } from '../domain/re-execute/revisions-in-force.js';
import { Programs } from '../engine/programs.js';
import { RecentArguments } from './recent-arguments.js';
import { RevisionShelf } from './revision-shelf.js';
import { Tally } from './tally.js';

/** Makes every decision in a bundle of evidence again. Needs nothing but the bundle. */
export async function reExecuteBundle(
  directory: string,
  from: number,
  programs = new Programs(),
): Promise<ReExecution> {
  const shelf = new RevisionShelf(programs);
  const inForce = new RevisionsInForce(from === 0);
  const changed = new ChangedTools(from === 0);
  for await (const row of readRecord(directory, from)) {
    if (row.type === 'ToolDefinitionChanged') noteChange(changed, row);
    if (row.type !== 'GovernancePublished') continue;
    const revision = String(row.data['revision']);
    shelf.keep(revision, row.contents.get('documents'));
    inForce.add(revision, Date.parse(row.time));
  }
  const run = new BundleRun(shelf, inForce, changed);
  for await (const row of readRecord(directory, from)) await run.see(row);
  return run.tally.result();
}

function noteChange(changed: ChangedTools, { index, id, time, data }: RecordRow): void {
  const { toolDefinitionDigest, pinnedDigest, foundDigest } = toolDefinitionChanged.dataSchema.parse(data);
  changed.add(toolDefinitionDigest, { index, change: { pinnedDigest, foundDigest, changedAt: time, eventId: id } });
}

class BundleRun {
  readonly tally = new Tally();
  private readonly recent = new RecentArguments();

  constructor(
    private readonly shelf: RevisionShelf,
    private readonly inForce: RevisionsInForce,
    private readonly changed: ChangedTools,
  ) {}

  async see(row: RecordRow): Promise<void> {
    const content = row.contents.get('arguments');
    if (content instanceof Buffer) this.recent.keep(content);
    const place = { index: row.index, id: row.id };
    try {
      const recorded = recordedDecision(row.type, row.leaf as never, row.data);
      if (recorded) await this.again(row, recorded);
    } catch (error) {
      const message = `the decision could not be made again: ${String(error).slice(0, 300)}`;
      this.tally.fail({ verdict: 'reexecution_failed', message, ...place });
    }
  }

  private async again(row: RecordRow, recorded: RecordedDecision): Promise<void> {
    const place = { index: row.index, id: row.id };
    if (recorded.policyRevision === unknownRevision) return this.withoutRevision(row, recorded);
    if (recorded.stated['reasonCode'] === 'rego_unavailable' && recorded.stated['verdict'] === 'deny') {
      const message = "it was denied because the tenant's Rego was late, which cannot be made again";
      return this.tally.observe({ kind: 'not_reexecuted', message, ...place });
    }
    const content = row.contents.get('input');
    if (!(content instanceof Buffer)) {
      const message = `its policy input is ${content ?? 'not in the bundle'}`;
      return this.tally.observe({ kind: 'not_reexecuted', message, ...place });
    }
    const parsed = parseStrictJson(content);
    const input = parsed.ok ? recordedInput(parsed.value) : null;
    if (!input) {
      const message = 'what is recorded as its policy input is none';
      return this.tally.fail({ verdict: 'reexecution_input_differs', message, ...place });
    }
    const taken = await this.shelf.take(recorded.policyRevision, input.engine);
    if (taken.ok) return this.compare(recorded, { input, revision: taken.revision, place });
    if (taken.isWrong) this.tally.fail({ verdict: 'reexecution_revision_differs', message: taken.why, ...place });
    else this.tally.observe({ kind: 'not_reexecuted', message: taken.why, ...place });
  }

  private compare(
    recorded: RecordedDecision,
    { input, revision, place }: { input: PolicyInput; revision: LoadedRevision; place: { index: number; id: string } },
  ): void {
    const then = this.changed.asThen(revision, input, place.index);
    if (!then) {
      const message = 'its tool counted as proposed, and whether its server had changed it is not in the bundle';
      return this.tally.observe({ kind: 'not_reexecuted', message, ...place });
    }
    this.tally.decisions += 1;
    this.checkInForce(recorded, place);
    const found = reExecuteDecision(then, recorded, input);
    const derived = found.length > 0 ? [] : this.derive(recorded, { input, revision: then, place });
    for (const difference of [...found, ...derived]) this.tally.fail({ ...difference, ...place });
  }

  /** Where no revision was known, only a deny is right. */
  private withoutRevision(row: RecordRow, { stated }: RecordedDecision): void {
    this.tally.decisions += 1;
    if (stated['verdict'] === 'deny') return;
    const message = `it is ${String(stated['verdict'])} although no revision was known`;
    this.tally.fail({ verdict: 'reexecution_verdict_differs', message, index: row.index, id: row.id });
  }

  private checkInForce({ policyRevision, decidedAt }: RecordedDecision, place: { index: number; id: string }): void {
    if (this.inForce.mayHaveBeen(policyRevision, Date.parse(decidedAt))) return;
    const message = `revision ${policyRevision} was not in force at ${decidedAt}`;
    this.tally.fail({ verdict: 'reexecution_revision_not_in_force', message, ...place });
  }

  private derive(
    recorded: RecordedDecision,
    { input, revision, place }: { input: PolicyInput; revision: LoadedRevision; place: { index: number; id: string } },
  ) {
    const stated = recorded.stated['derived'] as { argumentsDigest: string } | undefined;
    if (input.kind !== 'tool_call' || !stated) return [];
    const content = this.recent.find(stated.argumentsDigest);
    const parsed = content && input.analysers === analysersDigest ? parseStrictJson(content) : undefined;
    if (!parsed?.ok) {
      const why = content ? `other analysers derived them (${input.analysers})` : 'its arguments are not in the bundle';
      this.tally.observe({
        kind: 'facts_not_rederived',
        message: `the facts were taken as recorded: ${why}`,
        ...place,
      });
      return [];
    }
    this.tally.derived += 1;
    return rederiveFacts(revision, recorded, { input, values: parsed.value });
  }
}
