import { digestOfBytes, type Digest } from '@countersign/evidence';
import { readFileSync } from 'node:fs';

/** The base policy: compiled from `rego/` by `scripts/build-rego.mjs` and committed, so that nobody needs `opa`. */
export interface PolicyModule {
  module: WebAssembly.Module;
  digest: Digest;
}

const compiledPolicy = new URL('../../rego/policy.wasm', import.meta.url);

/** Compiled once per process; every instance shares the code and has its own memory. */
export function loadPolicyModule(file: URL | string = compiledPolicy): PolicyModule {
  const bytes = readFileSync(file);
  return { module: new WebAssembly.Module(bytes), digest: digestOfBytes(bytes) };
}
