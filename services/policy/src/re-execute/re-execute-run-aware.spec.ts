import { beforeAll, expect, it } from '@jest/globals';
import { loadAnalysers } from '@countersign/effects';
import { parseEventMessage } from '@countersign/messaging';
import { governance, rule } from '../../test/governance.js';
import { recorded, writeRecord } from '../../test/recorded-bundle.js';
import { RecordedStory } from '../../test/recorded-story.js';
import { reExecuteBundle } from './re-execute-bundle.js';

beforeAll(loadAnalysers);

const rules = [
  rule('allow', { tools: ['fs.read'], labels: ['read-files'] }),
  rule('allow', { tools: ['mail.send'] }),
  rule('deny', { tools: ['mail.send'], when: { labels: { has: ['read-files'] } } }),
  rule('allow', {
    tools: ['db.query'],
    when: { history: { toolCalls: [{ tools: ['db.query'], fewerThan: 1, within: '1h' }] } },
  }),
];

it('makes decisions again that looked at what the run had done', async () => {
  const story = new RecordedStory(governance(rules));
  await story.publish();
  const calls = [];
  calls.push(await story.call('mail.send', { to: [] }));
  calls.push(await story.call('fs.read', { path: '/workspace/a' }));
  calls.push(await story.call('mail.send', { to: [] }));
  calls.push(await story.call('db.query', { sql: 'select 1' }));
  calls.push(await story.call('db.query', { sql: 'select 1' }));
  const verdicts = calls.map((position) => {
    const event = story.events[position];
    const parsed = event && parseEventMessage(event.subject, event.body);
    return parsed?.ok && parsed.value.leaf.type === 'ToolCallDecided' && parsed.value.leaf.data.decision.verdict;
  });
  expect(verdicts).toEqual(['allow', 'allow', 'deny', 'allow', 'deny']);
  const record = writeRecord(story.events.map((event) => recorded(event)));
  const outcome = reExecuteBundle(record.directory, 0);
  expect(await outcome.finally(record.remove)).toMatchObject({ decisions: 5, derived: 5, failures: [] });
});
