import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  canonicalJson,
  CompactRange,
  createNoteSigner,
  formatCheckpoint,
  formatNote,
  generateNoteKey,
  leafHash,
  parseStrictJson,
  verifyEvidenceBundle,
  writeEvidenceBundle,
} from '../dist/index.js';
import { sampleRecord } from './bench-record.mjs';

/** Prints what the hot paths of this library cost on this machine; needs a build. `node tools/bench.mjs [events]` */
const EVENTS = Number(process.argv[2] ?? 100_000);

function measured(name, work, unit) {
  const [start, cpu] = [performance.now(), process.cpuUsage().user];
  const report = (amount) => {
    const seconds = (performance.now() - start) / 1000;
    const cpuSeconds = (process.cpuUsage().user - cpu) / 1e6;
    const rate = (of) => (amount / of).toLocaleString('en', { maximumFractionDigits: 0 });
    console.log(
      `${name}: ${rate(seconds)} ${unit}/s, ${seconds.toFixed(2)} s (${rate(cpuSeconds)} ${unit} per CPU second)`,
    );
  };
  const amount = work();
  return amount instanceof Promise ? amount.then(report) : report(amount);
}

function chatBody(sentence) {
  const body = { model: 'demo', stream: true, messages: [], tools: [] };
  const properties = { path: { type: 'string', minLength: 1 }, line: { type: 'integer', minimum: 0 } };
  for (let i = 0; i < 20; i++) {
    body.tools.push({
      type: 'function',
      function: { name: `tool_${i}`, description: sentence, parameters: { properties } },
    });
  }
  while (JSON.stringify(body).length < 100_000) body.messages.push({ role: 'user', content: sentence.repeat(10) });
  return Buffer.from(JSON.stringify(body));
}

function benchJson(name, bytes) {
  const rounds = Math.ceil(5e7 / bytes.length);
  const repeat = (work) => () => {
    for (let i = 0; i < rounds; i++) work();
    return (rounds * bytes.length) / 1e6;
  };
  measured(
    `parseStrictJson, ${name}`,
    repeat(() => parseStrictJson(bytes)),
    'MB',
  );
  measured(
    `JSON.parse, ${name}`,
    repeat(() => JSON.parse(bytes.toString())),
    'MB',
  );
  const value = JSON.parse(bytes.toString());
  measured(
    `canonicalJson, ${name}`,
    repeat(() => canonicalJson(value)),
    'MB',
  );
}

async function benchBundle(count) {
  const { leaves, payloads } = sampleRecord(count);
  const [nodes, range, origin] = [new Map(), new CompactRange(), 'countersign.example/acme'];
  const hashes = leaves.map(({ bytes }) => leafHash(bytes));
  measured(
    'CompactRange.append',
    () => {
      for (const hash of hashes) range.append(hash);
      return count;
    },
    'leaves',
  );
  const grown = new CompactRange();
  for (const hash of hashes) grown.append(hash, (level, index, node) => nodes.set(level * 2 ** 40 + index, node));
  const [log, manifest] = [generateNoteKey(origin), generateNoteKey('exporter.example')];
  const text = formatCheckpoint({ origin, size: count, root: range.root() });
  const directory = await mkdtemp(join(tmpdir(), 'evidence-bench-'));
  const request = {
    ...{
      directory,
      origin,
      tenant: 'acme',
      signers: { manifest },
      range: { from: 0, to: count },
      trust: { logs: [log.vkey] },
    },
    source: {
      leaves: async function* () {
        yield* leaves;
      },
      payloads: async function* () {
        yield* payloads;
      },
      checkpoints: { end: formatNote(text, [createNoteSigner(log).sign(text)]) },
      readNode: (level, index) => nodes.get(level * 2 ** 40 + index),
    },
    statement: {
      filter: 'all',
      redactions: [],
      knownGaps: [],
      generator: { name: 'bench', version: '0' },
      createdAt: '2026-04-01T00:00:00.000Z',
    },
  };
  await measured('writeEvidenceBundle', async () => (await writeEvidenceBundle(request)).rows.total, 'events');
  const trust = { vkeys: [log.vkey], manifestKeys: [manifest.vkey] };
  await measured(
    'verifyEvidenceBundle',
    async () => {
      const { verdict, failures } = await verifyEvidenceBundle({ directory, trust });
      if (verdict !== 'verified') throw new Error(JSON.stringify(failures.slice(0, 3)));
      return count;
    },
    'events',
  );
  await rm(directory, { recursive: true });
}

const SENTENCE = 'Look at "src/main.ts", then\nanswer: {json} [x]. Numbers 12, 13.5; coffee? ';
benchJson('100 KB chat, ASCII', chatBody(SENTENCE));
benchJson('100 KB chat, UTF-8', chatBody(SENTENCE.replace('coffee', 'caf\u00e9')));
const leaf = Buffer.alloc(1024, 1);
measured(
  'leafHash of 1 KiB',
  () => {
    for (let i = 0; i < 300_000; i++) leafHash(leaf);
    return 300_000;
  },
  'leaves',
);
await benchBundle(EVENTS);
