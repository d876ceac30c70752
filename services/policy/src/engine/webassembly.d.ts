/** The part of the WebAssembly API that is used here; Node has it, the type packages in use declare it for browsers only. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
    static imports(module: Module): { module: string; name: string; kind: string }[];
  }
  class Memory {
    constructor(descriptor: MemoryDescriptor);
    readonly buffer: ArrayBuffer;
  }
  interface MemoryDescriptor {
    initial: number;
    maximum?: number;
  }
}
