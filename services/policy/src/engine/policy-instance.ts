import * as opa from '@open-policy-agent/opa-wasm';

// The package's types describe its CommonJS form, whose functions the ESM form has under `default`.
const { loadPolicySync } = (opa as unknown as { default: typeof opa }).default;

const pageBytes = 65_536;
/** The engine's own needs; more than the library's default, which large data outgrows while loading. */
const initialPages = 8;
/** For parsing inputs and intermediate values. */
const workPages = 256;
/** Parsed values take up to this many times the bytes of their JSON text. */
const parsedFactor = 24;

const encoder = new TextEncoder();

export type Entrypoint =
  'countersign/decide/decision' | 'countersign/check/unreadable_patterns' | 'countersign/check/matches';

/** One instance with its own memory. Its data is set once, before the first question, and never again. */
export class PolicyInstance {
  private readonly policy: ReturnType<typeof loadPolicySync>;

  constructor(module: WebAssembly.Module, dataText: string) {
    const data = bufferOf(dataText);
    const maximum = initialPages + workPages + Math.ceil((data.byteLength * parsedFactor) / pageBytes);
    this.policy = loadPolicySync(module, { initial: initialPages, maximum });
    this.policy.setData(data);
  }

  /** Throws whatever the engine throws: strings, plain objects, errors. */
  evaluate(inputText: string, entrypoint: Entrypoint): unknown {
    return this.policy.evaluate(bufferOf(inputText), entrypoint);
  }
}

/** The engine takes raw JSON only as an ArrayBuffer of exactly its length: a view would be read as an object. */
function bufferOf(text: string): ArrayBuffer {
  const bytes = encoder.encode(text);
  const buffer = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(buffer).set(bytes);
  return buffer;
}
