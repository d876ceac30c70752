import type { ProviderStream } from '../../domain/provider/provider-answer.js';
import { errorFrame } from '../../domain/wire/reply/error-frame.js';
import { keepAliveFrame } from '../../domain/wire/reply/keep-alive-frame.js';
import type { BlockOutcome } from '../../domain/wire/seam/block-outcome.js';
import type { ProposedBlock } from '../../domain/wire/seam/proposed-block.js';
import type { GeneratingFormat } from '../../domain/wire/seam/wire-format.js';
import { SseDecoder } from '../../domain/wire/sse/sse-decoder.js';
import type { StreamAction, StreamInterceptor } from '../../domain/wire/stream/stream-interceptor.js';
import { decideStreamedBlock } from '../blocks/decide-streamed-block.js';
import { Mailbox } from '../waits/mailbox.js';
import type { Admitted } from './admit-model-call.js';
import type { Sent } from './dispatch.js';
import type { ModelParts } from './model-parts.js';
import { splitEnding } from './split-ending.js';
import { StreamEnding } from './stream-ending.js';

export interface RelayedStream {
  admitted: Admitted;
  format: GeneratingFormat;
  interceptor: StreamInterceptor;
  sent: Sent<ProviderStream>;
}

type Letter =
  | { kind: 'chunk'; chunk: Uint8Array }
  | { kind: 'end' }
  | { kind: 'quiet' }
  | { kind: 'gone' }
  | { kind: 'decided'; blockId: string; outcome: BlockOutcome }
  | { kind: 'undecidable'; reasonCode: string; message: string };

/** While calls wait for decisions, the agent hears at least this often that the connection lives. */
const quietMs = 10_000;

/** One streamed answer on its way from a provider to an agent. Text passes at once, tool calls when they are decided. */
export class StreamRelay {
  private readonly mailbox = new Mailbox<Letter>();
  private readonly decoder = new SseDecoder();
  private readonly ending: StreamEnding;
  private undecided = 0;
  private gone = false;
  private broken = false;
  private stopReminding = (): void => undefined;

  constructor(
    private readonly parts: ModelParts,
    private readonly stream: RelayedStream,
  ) {
    this.ending = new StreamEnding(parts, stream);
  }

  /** Nobody reads any more. */
  cancel(): void {
    this.gone = true;
    this.mailbox.put({ kind: 'gone' });
  }

  /** What may be released, as it may be. The provider is read only as fast as this is. */
  async *frames(): AsyncGenerator<string> {
    try {
      this.read();
      for (;;) {
        const letter = await this.mailbox.take();
        if (letter.kind === 'gone') return;
        const { going, ending } = splitEnding(this.actionsFor(letter));
        const frames = this.perform(going);
        if (frames !== '') yield await this.passOn(letter, frames);
        if (this.broken) return;
        if (ending) return yield await this.end(ending);
        if (letter.kind === 'chunk') this.read();
      }
    } finally {
      this.close();
    }
  }

  /** The last frames, once the end is on the record. */
  private end(actions: readonly StreamAction[]): Promise<string> {
    const frames = this.perform(actions);
    const last = actions.at(-1);
    if (last?.type === 'refuse') return this.ending.refused(frames, last.refusal);
    return this.ending.done(frames, (text) => this.errorFrame(text));
  }

  /** What a decision lets go are the calls that waited for it: first that goes on the record. */
  private async passOn({ kind }: Letter, frames: string): Promise<string> {
    if (kind !== 'decided' || (await this.ending.released())) return this.ending.passed(frames);
    this.broken = true;
    const refusal = { reasonCode: 'record_unavailable' as never, message: 'The record cannot be written.' };
    return this.ending.refused(this.errorFrame(refusal.message), refusal);
  }

  private read(): void {
    this.stream.sent.answer.chunks.next().then(
      ({ done, value }) => this.mailbox.put(done ? { kind: 'end' } : { kind: 'chunk', chunk: value }),
      () => this.mailbox.put({ kind: 'end' }),
    );
  }

  /** One list for each event that the letter brings. */
  private actionsFor(letter: Exclude<Letter, { kind: 'gone' }>): StreamAction[][] {
    const { interceptor, format } = this.stream;
    switch (letter.kind) {
      case 'chunk':
        return this.push(letter.chunk);
      case 'decided':
        this.undecided--;
        return [interceptor.decided(letter.blockId, letter.outcome)];
      case 'undecidable':
        return [this.refuse(letter.reasonCode, letter.message)];
      case 'end':
        return [interceptor.end()];
      case 'quiet':
        return [[{ type: 'emit', frame: keepAliveFrame(format) }]];
    }
  }

  private push(chunk: Uint8Array): StreamAction[][] {
    const decoded = this.decoder.push(chunk);
    if (!decoded.ok) return [this.refuse(decoded.refusal.reasonCode, decoded.refusal.message)];
    return decoded.events.map((event) => this.stream.interceptor.push(event));
  }

  private refuse(reasonCode: string, message: string): StreamAction[] {
    const error = { status: 502, code: reasonCode, message };
    const frame = errorFrame(this.stream.format, error);
    return [
      { type: 'emit', frame },
      { type: 'refuse', refusal: { reasonCode: reasonCode as never, message } },
    ];
  }

  private errorFrame(message: string): string {
    return errorFrame(this.stream.format, { status: 503, code: 'record_unavailable', message });
  }

  private perform(actions: readonly StreamAction[]): string {
    let frames = '';
    for (const action of actions) {
      if (action.type === 'emit') frames += action.frame;
      if (action.type === 'decide') this.decide(action.block);
    }
    this.remind();
    return frames;
  }

  private decide(block: ProposedBlock): void {
    this.undecided++;
    const { call } = this.stream.admitted;
    decideStreamedBlock({ ...this.parts, isGone: () => this.gone }, call, block).then(
      (decided) => {
        if ('ok' in decided) return this.mailbox.put({ kind: 'undecidable', ...decided.refusal });
        this.ending.decided(block, decided);
        this.mailbox.put({ kind: 'decided', blockId: block.blockId, outcome: decided.outcome });
      },
      (error: unknown) => {
        this.parts.report(error, { part: 'decide a streamed tool call' });
        this.mailbox.put({
          kind: 'undecidable',
          reasonCode: 'internal_error',
          message: 'A tool call could not be decided.',
        });
      },
    );
  }

  private remind(): void {
    this.stopReminding();
    if (this.undecided === 0) return;
    this.stopReminding = this.parts.timer.after(quietMs, () => this.mailbox.put({ kind: 'quiet' }));
  }

  private close(): void {
    this.gone = true;
    this.stopReminding();
    this.stream.sent.answer.close();
    this.ending.abandoned();
  }
}
