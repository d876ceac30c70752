/* global WebAssembly, TextEncoder */
/**
 * Runs one bundle of a tenant's own Rego, apart from everything else: the thread has no environment, its memory is
 * bounded, and whoever waits for it gives up after a while and ends it. Plain JavaScript, for a thread starts from a file.
 */
import * as opa from '@open-policy-agent/opa-wasm';
import { parentPort, workerData } from 'node:worker_threads';

const { loadPolicySync } = opa.default;
const { wasm, dataText, entrypoint, shared, memory } = workerData;
const state = new Int32Array(shared, 0, 2);
const bytes = new Uint8Array(shared, 8);
const asked = 1;
const answered = 2;

const bufferOf = (text) => {
  const encoded = new TextEncoder().encode(text);
  const buffer = new ArrayBuffer(encoded.byteLength);
  new Uint8Array(buffer).set(encoded);
  return buffer;
};

/** What the bundle wants the host to compute; nothing is computed for it. */
function wantedBuiltins({ mem, wasmInstance }) {
  const { builtins, opa_json_dump: dump } = wasmInstance.exports;
  const text = Buffer.from(mem.buffer).subarray(dump(builtins()));
  return Object.keys(JSON.parse(text.subarray(0, text.indexOf(0)).toString()));
}

function load(module) {
  const policy = loadPolicySync(module, { ...memory });
  const wanted = wantedBuiltins(policy);
  if (wanted.length > 0)
    throw new Error(`it uses built-in functions that are not available here: ${wanted.join(', ')}`);
  if (!Object.hasOwn(policy.entrypoints, entrypoint)) throw new Error(`it has no entrypoint ${entrypoint}`);
  policy.setData(bufferOf(dataText));
  return policy;
}

const textOf = (thrown) => String(thrown?.message ?? thrown).slice(0, 400);

function answer(text) {
  const encoded = new TextEncoder().encode(text);
  const fits = encoded.byteLength <= bytes.byteLength;
  const told = fits ? encoded : new TextEncoder().encode('{"failed":"its answer is too long"}');
  bytes.set(told);
  Atomics.store(state, 1, told.byteLength);
  Atomics.store(state, 0, answered);
  Atomics.notify(state, 0);
}

function serve(module, first) {
  let policy = first;
  for (;;) {
    for (let now = Atomics.load(state, 0); now !== asked; now = Atomics.load(state, 0)) Atomics.wait(state, 0, now);
    const text = Buffer.from(bytes.subarray(0, Atomics.load(state, 1))).toString();
    try {
      answer(JSON.stringify({ result: policy.evaluate(bufferOf(text), entrypoint) }));
    } catch (thrown) {
      // After a trap an instance is in no known state: it never answers again.
      policy = load(module);
      answer(JSON.stringify({ failed: textOf(thrown) }));
    }
  }
}

try {
  const module = new WebAssembly.Module(wasm);
  const policy = load(module);
  parentPort.postMessage({ ready: true });
  serve(module, policy);
} catch (thrown) {
  parentPort.postMessage({ ready: false, why: textOf(thrown) });
}
