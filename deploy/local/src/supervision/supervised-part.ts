import { failuresAfter, restartDelayMs } from './restart-delay.js';
import type { Part, RunningPart } from './part.js';

export interface SupervisionEvents {
  /** A part is ready, for the first time or again. */
  up(name: string, pid: number): void;
  /** A part ended, or could not start again, and is tried again after the delay. */
  down(name: string, reason: string, delayMs: number): void;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

function howItEnded(running: RunningPart): string {
  const { signalCode, exitCode } = running.child;
  return signalCode ? `was killed (${signalCode})` : `ended with exit code ${exitCode}`;
}

/** Keeps one part running until told to stop. */
export class SupervisedPart {
  private running: RunningPart | null = null;
  private launching: Promise<void> | null = null;
  private cancel = new AbortController();
  private failures = 0;

  constructor(
    readonly part: Part,
    private readonly events: SupervisionEvents,
  ) {}

  get pid(): number | null {
    return this.running?.child.pid ?? null;
  }

  /** The first start: a failure is the caller's to handle, later ones are tried again. */
  async start(): Promise<void> {
    this.cancel = new AbortController();
    await this.launch();
  }

  async stop(): Promise<void> {
    this.cancel.abort();
    await this.launching?.catch(() => undefined);
    const { running } = this;
    this.running = null;
    await running?.stop();
  }

  private launch(): Promise<void> {
    this.launching = this.bringUp().finally(() => (this.launching = null));
    return this.launching;
  }

  private async bringUp(): Promise<void> {
    const running = await this.part.start(this.cancel.signal);
    this.running = running;
    const readyAt = performance.now();
    running.child.once('exit', () => this.ended(running, readyAt));
    this.events.up(this.part.name, running.child.pid ?? 0);
    if (running.child.exitCode !== null || running.child.signalCode !== null) this.ended(running, readyAt);
  }

  private ended(running: RunningPart, readyAt: number): void {
    if (this.running !== running || this.cancel.signal.aborted) return;
    this.running = null;
    this.failures = failuresAfter(this.failures, performance.now() - readyAt);
    this.retry(howItEnded(running));
  }

  private retry(reason: string): void {
    const delayMs = restartDelayMs(this.failures);
    this.events.down(this.part.name, reason, delayMs);
    const timer = setTimeout(() => {
      this.launch().catch((error: unknown) => {
        if (this.cancel.signal.aborted) return;
        this.failures += 1;
        this.retry(firstLine(error));
      });
    }, delayMs);
    this.cancel.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }
}
