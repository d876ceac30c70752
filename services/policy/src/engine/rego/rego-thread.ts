import { Worker } from 'node:worker_threads';

/** What a thread runs. */
export interface RegoCode {
  wasm: Uint8Array;
  dataText: string;
  entrypoint: string;
}

export type ThreadAnswer = { kind: 'answer'; text: string } | { kind: 'late' };

/** Compiling and first instance; nothing waits for it but who publishes, or starts. */
const loadDeadlineMs = 30_000;
/** 32 MiB: a decision has no use for more. */
const memory = { initial: 32, maximum: 512 };
const messageBytes = 524_288;
const asked = 1;
const answered = 2;

const tooLong: ThreadAnswer = { kind: 'answer', text: '{"failed":"the input is too long"}' };

type WaitOutcome = 'ok' | 'not-equal' | 'timed-out';

/** Node has it; the library of the language version in use does not name it yet. */
interface WithWaitAsync {
  waitAsync(
    array: Int32Array,
    index: number,
    value: number,
    timeoutMs: number,
  ): { value: WaitOutcome | Promise<WaitOutcome> };
}

/** A thread of its own that runs one bundle; whoever asks waits for it, but not for ever. */
export class RegoThread {
  private readonly shared = new SharedArrayBuffer(8 + messageBytes);
  private readonly state = new Int32Array(this.shared, 0, 2);
  private readonly bytes = new Uint8Array(this.shared, 8);
  private readonly worker: Worker;
  /** Takes the answer to a question that somebody waits for without standing still. */
  private underWay: ((said: ThreadAnswer) => void) | undefined;

  private constructor(code: RegoCode) {
    this.worker = new Worker(new URL('./worker.mjs', import.meta.url), {
      workerData: { ...code, shared: this.shared, memory },
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
    });
    this.worker.unref();
  }

  /** Throws what is wrong with the bundle. */
  static async start(code: RegoCode): Promise<RegoThread> {
    const thread = new RegoThread(code);
    const fault = await thread.loaded();
    if (fault === null) return thread;
    await thread.end();
    throw new Error(fault);
  }

  /** Asks and stands still. After `late` the thread is of no more use. */
  ask(text: string, deadlineMs: number): ThreadAnswer {
    // Somebody else's question is with the thread: it is answered first, and told to whoever asked.
    if (this.underWay) {
      const first = this.result(Atomics.wait(this.state, 0, asked, deadlineMs));
      this.underWay(first);
      if (first.kind === 'late') return first;
    }
    if (!this.put(text)) return tooLong;
    return this.result(Atomics.wait(this.state, 0, asked, deadlineMs));
  }

  /** The same, while others go on. One at a time. */
  askLater(text: string, deadlineMs: number): Promise<ThreadAnswer> {
    if (!this.put(text)) return Promise.resolve(tooLong);
    return new Promise((resolve) => {
      const done = (said: ThreadAnswer) => {
        this.underWay = undefined;
        resolve(said);
      };
      this.underWay = done;
      const { value } = (Atomics as unknown as WithWaitAsync).waitAsync(this.state, 0, asked, deadlineMs);
      void Promise.resolve(value).then((outcome) => {
        if (this.underWay === done) done(this.result(outcome));
      });
    });
  }

  private put(text: string): boolean {
    const { written, read } = new TextEncoder().encodeInto(text, this.bytes);
    if (read < text.length) return false;
    Atomics.store(this.state, 1, written);
    Atomics.store(this.state, 0, asked);
    Atomics.notify(this.state, 0);
    return true;
  }

  private result(outcome: WaitOutcome): ThreadAnswer {
    const { state } = this;
    if (outcome === 'timed-out' && Atomics.load(state, 0) !== answered) {
      void this.end();
      return { kind: 'late' };
    }
    return { kind: 'answer', text: Buffer.from(this.bytes.slice(0, Atomics.load(state, 1))).toString() };
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private loaded(): Promise<string | null> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(`it did not load within ${loadDeadlineMs / 1000} s`), loadDeadlineMs);
      const done = (fault: string | null) => {
        clearTimeout(timer);
        resolve(fault);
      };
      this.worker.once('message', (said: { ready: boolean; why?: string }) =>
        done(said.ready ? null : (said.why ?? '?')),
      );
      this.worker.once('error', (error: Error) => done(`it failed to load: ${error.message}`));
      this.worker.once('exit', () => done('it ended while it was loaded'));
    });
  }
}
