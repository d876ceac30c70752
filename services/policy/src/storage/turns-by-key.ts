import { turns, type InTurn } from '../handlers/in-turn.js';

/** One piece of work at a time for each key; keys do not wait for each other. */
export class TurnsByKey {
  private readonly byKey = new Map<string, { inTurn: InTurn; waiting: number }>();

  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const line = this.byKey.get(key) ?? { inTurn: turns(), waiting: 0 };
    this.byKey.set(key, line);
    line.waiting += 1;
    try {
      return await line.inTurn(work);
    } finally {
      line.waiting -= 1;
      if (line.waiting === 0) this.byKey.delete(key);
    }
  }
}
