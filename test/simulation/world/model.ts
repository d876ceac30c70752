import type { MortalProcess, Network, SeededRandom, VirtualTime } from '@countersign/testing';
import type { ProviderAnswer, ProviderStream } from '../../../services/gateway/src/domain/provider/provider-answer.js';
import type { UpstreamRequest } from '../../../services/gateway/src/domain/provider/upstream-request.js';
import type { Provider } from '../../../services/gateway/src/handlers/ports/provider.js';
import { chatChunks, chatCompletion, type Wish } from './chat-answer.js';

interface ModelParts {
  time: VirtualTime;
  network: Network;
  random: SeededRandom;
}

const failure: ProviderAnswer = { kind: 'failed', reasonCode: 'provider_timeout', sent: true };

/** A model that answers a prompt with the tool calls that were put down for it, if it answers. */
export class SimulatedModel {
  private readonly scripts = new Map<string, readonly Wish[]>();

  constructor(private readonly parts: ModelParts) {}

  script(prompt: string, wishes: readonly Wish[]): void {
    this.scripts.set(prompt, wishes);
  }

  from(process: MortalProcess): Provider {
    return {
      ask: (request) => this.after(process, () => this.answer(request)),
      open: (request) => this.after(process, () => this.stream(process, request)),
    };
  }

  private after<T>(process: MortalProcess, work: () => T): Promise<T> {
    const { time, network, random } = this.parts;
    const thinking = random.chance(0.1) ? random.between(0, 5_000) : random.between(1, 20);
    return new Promise((resolve) => {
      if (process.step()) time.after(network.delay() + thinking, () => process.step() && resolve(work()), process);
    });
  }

  private answer(request: UpstreamRequest): ProviderAnswer {
    if (this.parts.random.chance(0.1)) return failure;
    return { kind: 'answered', status: 200, headers: {}, body: Buffer.from(chatCompletion(this.wishes(request))) };
  }

  private stream(process: MortalProcess, request: UpstreamRequest): ProviderStream | ProviderAnswer {
    const { random } = this.parts;
    if (random.chance(0.1)) return failure;
    const pieces = chatChunks(this.wishes(request));
    const breaksAfter = random.chance(0.1) ? Math.floor(random.between(0, pieces.length)) : pieces.length;
    let sent = 0;
    const next = async () => {
      const piece = sent < breaksAfter ? pieces[sent++] : undefined;
      return this.after(process, (): IteratorResult<Uint8Array> => {
        return piece === undefined ? { done: true, value: undefined } : { done: false, value: Buffer.from(piece) };
      });
    };
    return { kind: 'streaming', headers: {}, chunks: { next }, close: () => undefined };
  }

  private wishes({ body }: UpstreamRequest): readonly Wish[] {
    const { messages } = JSON.parse(body.toString('utf8')) as { messages: { content: string }[] };
    return this.scripts.get(messages[0]?.content ?? '') ?? [];
  }
}
