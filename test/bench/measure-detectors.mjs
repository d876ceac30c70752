#!/usr/bin/env node
/** CPU time that the data detectors take for texts of 4 KiB: `node test/bench/measure-detectors.mjs`. */
import { fromSource } from '../../services/policy/scripts/from-source.mjs';

fromSource(import.meta.url);

const { compileCustom, detect, redact } = await import('../../libs/detectors/src/index.ts');
const { ordinaryTexts } = await import('../../libs/detectors/test/negatives.ts');
const { samplesOf } = await import('../../libs/detectors/test/positives.ts');
const { ScanMemories } = await import('../../services/gateway/src/crypto/scan-memories.ts');
const { Random } = await import('../../libs/detectors/test/random.ts');

const size = 4096;
const rounds = 2000;
const sentence = 'please look at the failing job and tell me which of these rows is wrong before we ship it to them. ';
const prose = sentence.repeat(50);
const logs = ordinaryTexts(new Random(5), 200).join('\n');
const values = samplesOf(new Random(9), 12).map(({ value }) => value);
const custom = compileCustom([
  { name: 'badge', category: 'employee-number', pattern: '\\bEMP-[0-9]{6}\\b' },
  { name: 'project', category: 'project', pattern: '(?i)\\bproject (falcon|osprey)\\b' },
]);
const categories = new Set(['secret', 'personal', 'card-number', 'account-number']);

/** A conversation as it comes with its 50th message: long answers of tools among short questions. */
const conversation = (latest) =>
  Array.from({ length: 50 }, (_, index) => {
    const text = index % 2 === 0 ? `${index} ${sentence.repeat(3)}` : `${index} ${logs.slice(0, 2000)}`;
    return { pointer: `/messages/${index}/content`, text: index === 49 ? `${latest} ${text}` : text };
  });
let turn = 0;
const memories = new ScanMemories();

const parts = (text) => [{ pointer: '/messages/0/content', text: text.slice(0, size) }];
const cases = {
  'prose, nothing found': () => detect(parts(prose)),
  'logs and code, nothing found': () => detect(parts(logs)),
  'prose with twelve values': () => detect(parts(values.join(', ') + prose)),
  'the same, redacted': () => {
    const found = parts(values.join(', ') + prose);
    redact(found, detect(found).findings, categories);
  },
  "prose, two of a tenant's own patterns": () => detect(parts(prose), { custom: custom.find }),
  '50 messages, all looked through': () => detect(conversation(turn++)),
  '50 messages, one of them new': () => detect(conversation(turn++), { memory: memories.of('acme', 'none') }),
};

for (const [name, work] of Object.entries(cases)) {
  for (let round = 0; round < rounds / 4; round++) work();
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round++) work();
  const { user, system } = process.cpuUsage(before);
  console.log(`${((user + system) / rounds).toFixed(0).padStart(6)} us  ${name}`);
}
