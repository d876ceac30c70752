const memorySection = 5;
const tableSection = 4;
const importSection = 2;
const mostTableEntries = 100_000;
const headerBytes = 8;

/**
 * What in the form of a module would let it take more than it is given: memory of its own, a huge table, or imports
 * beyond those of a policy. Null when there is nothing.
 */
export function moduleFault(wasm: Uint8Array): string | null {
  if (wasm.length < headerBytes || Buffer.from(wasm.subarray(0, 4)).toString('latin1') !== '\0asm') {
    return 'its policy.wasm is no WebAssembly';
  }
  const at = new Reader(wasm, headerBytes);
  while (!at.isAtEnd()) {
    const section = at.byte();
    const size = at.number();
    const fault = sectionFault(section, at.take(size));
    if (fault !== null) return fault;
  }
  return null;
}

function sectionFault(section: number, content: Reader): string | null {
  if (section === memorySection && content.number() > 0) return 'its policy.wasm brings memory of its own';
  if (section === tableSection) return tableFault(content);
  return section === importSection ? importFault(content) : null;
}

function tableFault(content: Reader): string | null {
  for (let left = content.number(); left > 0; left--) {
    content.byte();
    const hasMost = content.byte() % 2 === 1;
    const least = content.number();
    const most = hasMost ? content.number() : Infinity;
    if (least > mostTableEntries || most > mostTableEntries) return 'its policy.wasm brings a table without a bound';
  }
  return null;
}

const importedNames = /^env\.(memory|opa_abort|opa_println|opa_builtin[0-4])$/;

function importFault(content: Reader): string | null {
  for (let left = content.number(); left > 0; left--) {
    const name = `${content.text()}.${content.text()}`;
    if (!importedNames.test(name)) return `its policy.wasm asks for "${name.slice(0, 80)}", which no policy needs`;
    if (content.byte() === 0) content.number();
    else {
      const hasMost = content.byte() % 2 === 1;
      content.number();
      if (hasMost) content.number();
    }
  }
  return null;
}

/** Reads a module front to back; beyond its end everything is 0. */
class Reader {
  constructor(
    private readonly bytes: Uint8Array,
    private at = 0,
  ) {}

  isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  byte(): number {
    return this.bytes[this.at++] ?? 0;
  }

  /** Unsigned LEB128. */
  number(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value += (byte % 128) * 2 ** shift;
      if (byte < 128) return value;
    }
    return value;
  }

  text(): string {
    return Buffer.from(this.take(this.number()).bytes).toString();
  }

  take(size: number): Reader {
    const part = this.bytes.subarray(this.at, this.at + size);
    this.at += size;
    return new Reader(part);
  }
}
