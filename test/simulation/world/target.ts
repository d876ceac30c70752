import type { VirtualTime, Network, SeededRandom, MortalProcess } from '@countersign/testing';
import type { TargetAnswer } from '../../../services/gateway/src/domain/call/ending-of-answer.js';
import type { TargetRequest } from '../../../services/gateway/src/domain/http-target/target-request.js';
import type { Target } from '../../../services/gateway/src/handlers/ports/target.js';
import type { History } from '../history/history.js';

interface TargetParts {
  time: VirtualTime;
  network: Network;
  random: SeededRandom;
  history: History;
}

type Mood = 'answers' | 'fails' | 'hangs' | 'breaks off' | 'is away';

const moods: readonly Mood[] = ['answers', 'answers', 'answers', 'answers', 'fails', 'hangs', 'breaks off', 'is away'];

/** The system that calls have their effect on. It counts what reaches it, and answers as real ones do: well, badly or not at all. */
export class SimulatedTarget {
  constructor(private readonly parts: TargetParts) {}

  /** The way to the target of one gateway process. */
  from(process: MortalProcess): Target {
    return { send: (request) => this.send(process, request) };
  }

  private send(process: MortalProcess, request: TargetRequest): Promise<TargetAnswer> {
    const { time, network, random } = this.parts;
    const mood = random.pick(moods);
    return new Promise((resolve) => {
      if (!process.step()) return;
      const back = (answer: TargetAnswer) =>
        time.after(network.delay(), () => process.step() && resolve(answer), process);
      if (mood === 'is away')
        return void back({ kind: 'not-sent', reasonCode: 'target_unreachable', message: 'Nothing was sent.' });
      time.after(request.timeoutMs, () => back(lost('target_timeout')), process);
      const arrive = () => {
        this.take(request);
        const work = random.chance(0.2) ? random.between(0, 3_000) : random.between(0, 20);
        if (mood !== 'hangs') time.after(work, () => back(answerOf(mood)), null);
      };
      time.after(network.delay(), arrive, null);
    });
  }

  private take({ method, url, body, headers }: TargetRequest): void {
    const { history } = this.parts;
    const callId = headers['idempotency-key'] ?? '';
    const credential = (headers.authorization ?? '').replace(/^Bearer /, '');
    history.note('target', `${method} ${url} for ${callId}`);
    history.effects.push({ callId, method, url, body, credential, sealed: history.record.about(callId) });
  }
}

function answerOf(mood: Exclude<Mood, 'hangs' | 'is away'>): TargetAnswer {
  if (mood === 'breaks off') return lost('target_connection_lost');
  const status = mood === 'answers' ? 200 : 500;
  const bytes = Buffer.from(JSON.stringify({ done: mood === 'answers' }));
  return { kind: 'answered', status, contentType: 'application/json', bytes, complete: true };
}

function lost(reasonCode: string): TargetAnswer {
  return { kind: 'lost', reasonCode, message: 'The answer of the target was lost.' };
}
