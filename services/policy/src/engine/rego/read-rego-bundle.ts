import type { RegoDocument } from '@countersign/contracts';
import { digestOfBytes, type Digest } from '@countersign/evidence';
import { bundleFiles } from './bundle-files.js';
import { signatureFault } from './bundle-signature.js';
import type { RegoCode } from './rego-thread.js';
import { moduleFault } from './wasm-form.js';

const maxModuleBytes = 4 * 1024 * 1024;

export interface RegoBundle {
  /** Of the bundle as a whole. */
  digest: Digest;
  code: RegoCode;
}

/** Opens a bundle that is to be put in force and checks its signature. Throws what is wrong with it. */
export function readRegoBundle({ bundle = '', key, entrypoint }: RegoDocument): RegoBundle {
  const bytes = Buffer.from(bundle, 'base64');
  const files = bundleFiles(bytes);
  const unsigned = key ? signatureFault(files, key) : null;
  if (unsigned !== null) throw new Error(unsigned);
  const wasm = files.get('policy.wasm');
  if (!wasm) throw new Error('the bundle holds no policy.wasm; build it with: opa build -t wasm');
  if (wasm.length > maxModuleBytes) throw new Error(`its policy.wasm is larger than ${maxModuleBytes} bytes`);
  const fault = moduleFault(wasm);
  if (fault !== null) throw new Error(fault);
  const dataText = files.get('data.json')?.toString() ?? '{}';
  JSON.parse(dataText);
  return { digest: digestOfBytes(bytes), code: { wasm, dataText, entrypoint } };
}
