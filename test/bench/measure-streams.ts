import type { DevFile } from '@countersign/local';
import { Agent, request } from 'undici';
import { keyOf } from './scenarios.js';
import { usages, type Pids } from './watched-services.js';

/** Streams that were open at the same time, each with a call that waited for people. */
export interface StreamsMeasured {
  streams: number;
  failed: number;
  failure?: string;
  /** Resident memory of the gateway for each open stream, in KiB. */
  gatewayKibPerStream: number;
  /** CPU of all services for one stream from its first byte to its last, in milliseconds. */
  cpuMsPerStream: number;
}

const tools = [{ type: 'function', function: { name: 'bench.hold', parameters: { type: 'object' } } }];
const messages = [{ role: 'user', content: 'Restart it.' }];

interface Open {
  /** Resolves with the first piece. */
  begun: Promise<unknown>;
  /** What came in all, or why nothing did. */
  text: Promise<string>;
}

function open(dev: DevFile, dispatcher: Agent, more: object): Open {
  const body = JSON.stringify({ model: 'bench-model', messages, stream: true, ...more });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${keyOf(dev)}` };
  const answer = request(`${dev.gatewayUrl}/v1/chat/completions`, { method: 'POST', headers, body, dispatcher });
  let first = (): void => undefined;
  const begun = new Promise<void>((resolve) => (first = resolve));
  const text = answer.then(
    async ({ body: pieces }) => {
      let all = '';
      for await (const piece of pieces.setEncoding('utf8')) {
        all += piece as string;
        first();
      }
      return all;
    },
    (error: unknown) => String(error),
  );
  return { begun: Promise.race([begun, text]), text };
}

/** Resident memory settles a moment after the last allocation. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 3_000));

const cpuOf = (pids: Pids) => Object.values(usages(pids)).reduce((sum, { cpuMs }) => sum + cpuMs, 0);
const gatewayMib = (pids: Pids) => usages(pids)['gateway']?.memoryMiB ?? Number.NaN;

/** Opens many streams at once and holds a call in each, until the gateway says that people have not decided yet. */
export async function measureStreams(dev: DevFile, pids: Pids, streams: number): Promise<StreamsMeasured> {
  const dispatcher = new Agent({ connections: streams, headersTimeout: 120_000, bodyTimeout: 120_000 });
  // Code that has run before, so that the memory is that of the streams.
  await Promise.all(Array.from({ length: 50 }, () => open(dev, dispatcher, {}).text));
  await settled();
  const before = { memory: gatewayMib(pids), cpu: cpuOf(pids) };
  const opened = Array.from({ length: streams }, () => open(dev, dispatcher, { tools }));
  await Promise.all(opened.map(({ begun }) => begun));
  await settled();
  const whileOpen = gatewayMib(pids);
  const texts = await Promise.all(opened.map(({ text }) => text));
  const failures = texts.filter((text) => !/apr_[0-9a-f]+/.test(text) || !text.endsWith('data: [DONE]\n\n'));
  const cpuMsPerStream = (cpuOf(pids) - before.cpu) / streams;
  await dispatcher.close();
  return {
    ...{ streams, failed: failures.length, cpuMsPerStream },
    ...(failures[0] === undefined ? {} : { failure: failures[0].slice(-300) }),
    gatewayKibPerStream: ((whileOpen - before.memory) * 1_024) / streams,
  };
}
