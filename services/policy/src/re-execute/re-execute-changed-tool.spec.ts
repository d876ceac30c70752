import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadAnalysers } from '@countersign/effects';
import { governance, rule } from '../../test/governance.js';
import { recorded, writeRecord } from '../../test/recorded-bundle.js';
import { RecordedStory } from '../../test/recorded-story.js';
import { reExecuteBundle } from './re-execute-bundle.js';

const folders: (() => void)[] = [];
let story: RecordedStory;

/** Makes the decisions again in a record that begins at `from`, with or without the event that tells of the change. */
async function again({ from = 0, tells = true }) {
  const kept = story.events.filter(({ type }) => tells || type !== 'ToolDefinitionChanged');
  const record = writeRecord(kept.map((event) => recorded(event)));
  folders.push(record.remove);
  return reExecuteBundle(record.directory, from);
}

beforeAll(async () => {
  await loadAnalysers();
  story = new RecordedStory(governance([rule('allow', { tools: ['mail.send'] })]));
  await story.publish();
  await story.call('mail.send', { to: [] });
  await story.findChanged('mail.send');
  await story.call('mail.send', { to: [] });
});
afterAll(() => folders.forEach((remove) => remove()));

describe('decisions on a tool that its server changed', () => {
  it('come out again as they are on the record, which says from when the tool was proposed', async () => {
    expect(await again({})).toMatchObject({ decisions: 2, derived: 2, failures: [], observations: [] });
  });

  it('do not come out again where the record tells of no change', async () => {
    const { failures } = await again({ tells: false });
    expect(failures.map(({ verdict }) => verdict)).toEqual(['reexecution_facts_differ']);
  });
});
