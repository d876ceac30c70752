import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadAnalysers } from '@countersign/effects';
import { canonicalBytes, digestOfJson, type ReExecution } from '@countersign/evidence';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { governance, program, rule } from '../../test/governance.js';
import { recorded, writeRecord } from '../../test/recorded-bundle.js';
import { builtBundle, regoDocument } from '../../test/rego-bundles.js';
import { RecordedStory } from '../../test/recorded-story.js';
import { loadPolicyModule } from '../engine/policy-module.js';
import { Programs } from '../engine/programs.js';
import { reExecuteBundle } from './re-execute-bundle.js';

const allowMail = rule('allow', { tools: ['mail.send'] });
const holdReads = rule('hold', { tools: ['fs.read'] });
const denyMail = rule('deny', { tools: ['mail.send'] });
const folders: (() => void)[] = [];

type Change = Parameters<typeof recorded>[1];

/** Writes what happened, with one event changed, and makes all decisions in it again. */
async function again(
  story: RecordedStory,
  ...[at = -1, change, programs]: [number?, Change?, Programs?]
): Promise<ReExecution> {
  const record = writeRecord(story.events.map((event, index) => recorded(event, index === at ? change : undefined)));
  folders.push(record.remove);
  return reExecuteBundle(record.directory, 0, programs);
}

const verdicts = ({ failures }: ReExecution) => [...new Set(failures.map(({ verdict }) => verdict))].sort();
const decisionOf = (one: { leaf: { data: Record<string, unknown> } }) =>
  one.leaf.data['decision'] as Record<string, unknown>;
const base64 = (value: unknown) => Buffer.from(canonicalBytes(value as never)).toString('base64');

let story: RecordedStory;
let allowed = 0;
let held = 0;

beforeAll(async () => {
  await loadAnalysers();
  story = new RecordedStory(governance([allowMail, holdReads]));
  await story.publish();
  allowed = await story.call('mail.send', { to: ['ada@acme.example'] });
  held = await story.call('fs.read', { path: '/etc/motd' });
  await story.recheck('fs.read', { path: '/etc/motd' });
  await story.call('db.query', { sql: 'select 1' });
  await story.publish(governance([denyMail]));
  await story.call('mail.send', { to: ['ada@acme.example'] });
});

afterAll(() => folders.forEach((remove) => remove()));

describe('a bundle of evidence', () => {
  it('gives the same verdicts when every decision in it is made again, rechecks and all', async () => {
    expect(await again(story)).toEqual({ decisions: 5, derived: 5, failures: [], observations: [], totals: {} });
  });

  it('says which decisions could not be made again, and why', async () => {
    const erased = await again(story, allowed, ({ payloads }) => void (payloads['input'] = 'erased'));
    expect(erased).toMatchObject({ decisions: 4, failures: [], totals: { not_reexecuted: 1 } });
    expect(erased.observations[0]?.message).toMatch(/input is erased/);
    const ungoverned = await again(story, 0, ({ payloads }) => void (payloads['documents'] = 'erased'));
    expect(ungoverned).toMatchObject({ decisions: 1, failures: [], totals: { not_reexecuted: 4 } });
    const bare = await again(story, allowed - 1, ({ payloads }) => void (payloads['arguments'] = 'erased'));
    expect(bare).toMatchObject({ decisions: 5, derived: 4, totals: { facts_not_rederived: 1 } });
  });
});

describe('an earlier program', () => {
  /** Another program that decides alike: the same with a section that nobody reads. */
  const bytes = readFileSync(new URL('../../rego/policy.wasm', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'countersign-programs-'));
  const newer = join(folder, 'newer.wasm');
  writeFileSync(newer, Buffer.concat([bytes, Buffer.from([0, 2, 1, 0x78])]));
  const file = (digest: string) => join(folder, `${digest.slice('sha256:'.length)}.wasm`);
  folders.push(() => rmSync(folder, { recursive: true }));
  const afterAnUpgrade = () => new Programs(loadPolicyModule(newer), folder);

  it('makes its own decisions again where the release still has it, and only under its own digest', async () => {
    const unknown = await again(story, -1, undefined, afterAnUpgrade());
    expect(unknown).toMatchObject({ decisions: 0, failures: [], totals: { not_reexecuted: 5 } });
    writeFileSync(file(program.digest), bytes);
    expect(await again(story, -1, undefined, afterAnUpgrade())).toMatchObject({
      decisions: 5,
      failures: [],
      totals: {},
    });
    writeFileSync(file(program.digest), readFileSync(newer));
    const swapped = await again(story, -1, undefined, afterAnUpgrade());
    expect(verdicts(swapped)).toEqual(['reexecution_failed']);
  });
});

describe("a tenant's own Rego", () => {
  it('is in the record with its revision and decides again; a bundle that did not decide is found', async () => {
    const rego = regoDocument(builtBundle('guard')) as unknown as Record<string, unknown>;
    const guarded = new RecordedStory(governance([allowMail], [rego]), 'deny');
    await guarded.publish();
    const at = await guarded.call('mail.send', { to: [] });
    expect(await again(guarded)).toMatchObject({ decisions: 1, derived: 1, failures: [] });
    const forged = await again(guarded, at, (one) => {
      Object.assign(decisionOf(one), { verdict: 'allow', bundles: [program.digest] });
    });
    expect(verdicts(forged)).toEqual(['reexecution_bindings_differ', 'reexecution_verdict_differs']);
    const late = await again(
      guarded,
      at,
      (one) => void Object.assign(decisionOf(one), { reasonCode: 'rego_unavailable' }),
    );
    expect(late).toMatchObject({ failures: [], totals: { not_reexecuted: 1 } });
  });
});

describe('a forged decision', () => {
  it.each<[string, Record<string, unknown>]>([
    ['reexecution_verdict_differs', { verdict: 'allow' }],
    ['reexecution_rule_differs', { rule: { policy: 'rules', name: 'another' } }],
    ['reexecution_reason_differs', { reasonCode: 'allowed_by_rule' }],
    ['reexecution_obligations_differ', { obligations: { maxRows: 1 } }],
    ['reexecution_bindings_differ', { target: 'agent:other' }],
    ['reexecution_bindings_differ', { owner: 'ben' }],
    ['reexecution_input_differs', { inputDigest: `sha256:${'1'.repeat(64)}` }],
    ['reexecution_facts_differ', { agent: 'other' }],
    ['reexecution_facts_differ', { proven: false }],
    ['reexecution_approvers_differ', { approvers: { groups: [], people: ['eve'], quorum: 1, expiresInSeconds: 60 } }],
  ])('is named %s', async (verdict, forged) => {
    const result = await again(story, held, (one) => void Object.assign(decisionOf(one), forged));
    expect(verdicts(result)).toContain(verdict);
    expect(result.failures[0]).toMatchObject({ index: held, id: 'decided_2' });
  });

  it('is found when its input was forged with it', async () => {
    const result = await again(story, held, (one) => {
      const input = {
        ...JSON.parse(Buffer.from((one.payloads['input'] as { body: string }).body, 'base64').toString()),
      };
      input.effects.paths = [];
      Object.assign(one.payloads['input'] as object, { body: base64(input) });
      Object.assign(decisionOf(one), { inputDigest: digestOfJson(input) });
    });
    expect(verdicts(result)).toEqual(['reexecution_facts_differ']);
  });

  it('is found when it names a revision that was no longer in force', async () => {
    const late = new RecordedStory(governance([allowMail]));
    await late.publish();
    const early = await late.call('mail.send', { to: [] });
    await late.publish(governance([denyMail]));
    const at = await late.call('mail.send', { to: [] });
    const old = recorded(late.events[early] as never);
    const result = await again(late, at, (one) => {
      one.payloads = old.payloads;
      const { decidedAt } = decisionOf(one);
      const later = new Date(Date.parse(String(decidedAt)) + 3_600_000).toISOString();
      Object.assign(decisionOf(one), decisionOf(old), { decidedAt: later });
    });
    expect(verdicts(result)).toEqual(['reexecution_revision_not_in_force']);
  });

  it('is found when the documents of its revision were changed', async () => {
    const result = await again(story, 0, ({ payloads }) => {
      Object.assign(payloads['documents'] as object, { body: base64(governance([allowMail])) });
    });
    expect(verdicts(result)).toEqual(['reexecution_revision_differs']);
  });
});
