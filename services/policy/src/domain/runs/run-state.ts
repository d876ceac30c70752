import type { CallContext } from '../decide/call-context.js';
import type { RunEntry } from './run-entry.js';

/** Earlier calls are only counted: their times and order are forgotten. */
const mostRemembered = 1_000;

interface Remembered {
  place: number;
  id: string;
  tool: string | null;
  atMs: number;
}

/** What one run has done so far: its labels, and its calls in order. Grows by entries; nothing is ever taken back. */
export class RunState {
  private readonly labels = new Map<string, number>();
  private readonly forgotten = new Map<string, number>();
  private remembered: Remembered[] = [];
  private nextPlace = 0;

  static of(entries: Iterable<RunEntry>): RunState {
    const state = new RunState();
    for (const entry of entries) state.add(entry);
    return state;
  }

  /** How many entries it is made of. */
  get entries(): number {
    return this.nextPlace;
  }

  has(id: string): boolean {
    return this.remembered.some((one) => one.id === id);
  }

  add({ id, tool, atMs, labels }: RunEntry): void {
    if (this.has(id)) return;
    const place = this.nextPlace++;
    for (const label of labels) if (!this.labels.has(label)) this.labels.set(label, place);
    this.remembered.push({ place, id, tool, atMs });
    if (this.remembered.length > mostRemembered) this.forgetOldest();
  }

  /** The run as this call finds it: of a call that has been decided before, what came before it then. */
  before(id: string): Pick<CallContext, 'labels' | 'history' | 'forgotten'> {
    const place = this.remembered.find((one) => one.id === id)?.place ?? Number.POSITIVE_INFINITY;
    const history = this.remembered.flatMap((one) =>
      one.place < place && one.tool !== null ? [{ tool: one.tool, atMs: one.atMs }] : [],
    );
    const labels = [...this.labels].filter(([, since]) => since < place).map(([label]) => label);
    return { labels: labels.sort(), history, ...(this.forgotten.size === 0 ? {} : { forgotten: this.forgotten }) };
  }

  private forgetOldest(): void {
    const oldest = this.remembered.shift();
    if (oldest?.tool) this.forgotten.set(oldest.tool, (this.forgotten.get(oldest.tool) ?? 0) + 1);
  }
}
