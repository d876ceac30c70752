// Makes the calls and measures them, in a process of its own: each connection sends its next request when it has its answer.
import { Client } from 'undici';
import type { LoadJob, LoadResult } from '../load-job.js';

const warmUpShare = 0.25;

interface Tally {
  latencies: number[];
  total: number;
  failures: string[];
}

interface Answer {
  failure: string | null;
  tookMs: number;
}

async function one(client: Client, { method, path, headers, body, expected, firstByte }: LoadJob): Promise<Answer> {
  const begun = performance.now();
  const answer = await client.request({ method, path, headers, body });
  let text = '';
  let tookMs = Number.NaN;
  for await (const piece of answer.body.setEncoding('utf8')) {
    text += piece as string;
    if (firstByte && Number.isNaN(tookMs) && text.includes(expected)) tookMs = performance.now() - begun;
  }
  if (!firstByte) tookMs = performance.now() - begun;
  const isRight = answer.statusCode === 200 && text.includes(expected);
  return { tookMs, failure: isRight ? null : `${answer.statusCode} ${text.slice(0, 300)}` };
}

async function connection(job: LoadJob, from: number, tally: Tally): Promise<void> {
  const client = new Client(job.origin);
  const until = from + job.seconds * 1_000;
  for (let begun = performance.now(); begun < until; begun = performance.now()) {
    const { failure, tookMs } = await one(client, job);
    tally.total++;
    if (failure !== null) tally.failures.push(failure);
    else if (begun >= from) tally.latencies.push(tookMs);
  }
  await client.close();
}

async function run(job: LoadJob): Promise<LoadResult> {
  const tally: Tally = { latencies: [], total: 0, failures: [] };
  const from = performance.now() + job.seconds * 1_000 * warmUpShare;
  await Promise.all(Array.from({ length: job.connections }, () => connection(job, from, tally)));
  const seconds = (performance.now() - from) / 1_000;
  const sorted = tally.latencies.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return {
    ...{ total: tally.total, failed: tally.failures.length, failure: tally.failures[0] },
    ...{ perSecond: sorted.length / seconds, p50: at(0.5), p99: at(0.99) },
  };
}

process.on('message', (job: LoadJob) => {
  run(job).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.({ port: 0 });
