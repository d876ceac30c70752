import type { Watermark } from '@countersign/contracts';
import type { Clock } from '@countersign/chassis';
import type { ReportError } from '@countersign/messaging';
import { resumeStream } from '../domain/resume-stream.js';
import { messageDigest, sealBatch, type SealedBatch, type SealSession } from '../handlers/seal-batch.js';
import type { SealStore, Takeover } from '../ports/seal-store.js';
import { StreamReader, type ReadableStream } from './stream-reader.js';

export interface SealingParts {
  stream: ReadableStream;
  /** Says how far the record goes: after each batch to those who wait, and as a beat to everybody. */
  broadcast: (watermark: Watermark, to: 'waiting' | 'everybody') => void;
  clock: Clock;
  report: ReportError;
  observer: SealingObserver;
}

/** Told what happens to the trees, after it is committed. */
export interface SealingObserver {
  began(session: Readonly<Takeover>): void;
  sealed(batch: SealedBatch): void;
  ended(): void;
}

/** Another sealer has taken over. */
export class Deposed extends Error {}

const batchLimits = { messages: 500, bytes: 4 * 1024 * 1024 };
const heartbeatMs = 500;

/** One sealer's term: from taking over until the store, the stream or a newer sealer ends it. */
export class SealingSession {
  private readonly heartbeat: NodeJS.Timeout;
  private readonly reader: StreamReader;
  /** A question to the store is open. Until it is answered nobody is told that the record is being written. */
  private waiting = false;
  /** A busy sealer has no quiet moment to look after itself: the next batch that goes well says as much. */
  private beatIsDue = false;

  private sequence: number;

  private constructor(
    private readonly parts: SealingParts,
    private readonly store: SealStore,
    private readonly session: SealSession & { created: string; after: number },
  ) {
    this.sequence = session.after;
    this.reader = new StreamReader(parts.stream, session, parts.report);
    this.heartbeat = setInterval(() => void this.beat(), heartbeatMs);
  }

  static async begin(parts: SealingParts, store: SealStore, missingUpTo: number): Promise<SealingSession> {
    // Without a stream there is nothing to take over for; and what it holds counts only once nobody else seals from it.
    await parts.stream.state();
    const takeover = await store.takeOver();
    const { position, epoch } = takeover;
    const state = await parts.stream.state();
    const atPosition = position.sequence > 0 ? await parts.stream.message(position.sequence) : null;
    const digestAtPosition = atPosition && messageDigest(atPosition);
    const { incarnation, after } = resumeStream(position, { ...state, digestAtPosition, missingUpTo }, epoch);
    return new SealingSession(parts, store, { ...takeover, incarnation, after, created: state.created });
  }

  /** Seals until something ends it; always rejects, with the reason. */
  async run(): Promise<never> {
    const seal = sealBatch({ store: this.store, clock: this.parts.clock });
    this.parts.observer.began(this.session);
    this.reader.start();
    this.broadcast('everybody');
    try {
      for (;;) {
        const batch = await this.reader.take(batchLimits);
        const candidates = batch.map((entry) => entry.candidate);
        const outcome = await this.asking(() => seal(this.session, candidates));
        if (outcome.kind === 'deposed') throw new Deposed('a newer sealer has taken over');
        this.sequence = outcome.batch.position.sequence;
        this.broadcast('waiting');
        this.reader.release(batch);
        this.parts.observer.sealed(outcome.batch);
      }
    } finally {
      clearInterval(this.heartbeat);
      this.parts.observer.ended();
      await this.reader.stop();
    }
  }

  end(reason: unknown): void {
    this.reader.fail(reason);
  }

  private broadcast(to: 'waiting' | 'everybody'): void {
    const { incarnation, epoch } = this.session;
    const watermark = { incarnation, sequence: this.sequence, epoch };
    this.parts.broadcast(watermark, this.beatIsDue ? 'everybody' : to);
    this.beatIsDue = false;
  }

  /** Says again how far the record goes, if the store still answers and still takes our word. */
  private async beat(): Promise<void> {
    if (this.waiting) return void (this.beatIsDue = true);
    try {
      const isMine = await this.asking(() => this.store.holdsEpoch(this.session.epoch));
      if (isMine) this.broadcast('everybody');
      else this.end(new Deposed('a newer sealer has taken over'));
    } catch (error) {
      this.end(error);
    }
  }

  private async asking<T>(question: () => Promise<T>): Promise<T> {
    this.waiting = true;
    try {
      return await question();
    } finally {
      this.waiting = false;
    }
  }
}
