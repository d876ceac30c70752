import {
  consistencyPath,
  createNoteVerifier,
  formatAddCheckpoint,
  formatNote,
  openNote,
  parseSize,
  type NodeReader,
  type NoteVerifier,
} from '@countersign/evidence';
import type { Clock } from '@countersign/chassis';

/** A checkpoint to be cosigned. */
export interface CosignOrder {
  origin: string;
  size: number;
  /** What the log signed, and its signature line. */
  text: string;
  signature: string;
  readNode: NodeReader;
}

export interface WitnessAddress {
  vkey: string;
  url: string;
}

const answersWithinMs = 1_500;
/** A witness that does not answer is not waited for with every checkpoint. */
const restMs = 15_000;
const mostAttempts = 2;

/** Asks one witness; without its answer a checkpoint is published all the same, and the next one is asked for again. */
export class WitnessClient {
  readonly vkey: string;
  private readonly verifier: NoteVerifier;
  private readonly address: URL;
  private readonly cosigned = new Map<string, number>();
  private restsUntil = 0;

  constructor(
    { vkey, url }: WitnessAddress,
    private readonly clock: Clock,
  ) {
    const created = createNoteVerifier(vkey);
    if (!created.ok) throw new Error(`WITNESSES names the key ${vkey}: ${created.refusal.message}`);
    this.vkey = vkey;
    this.verifier = created.verifier;
    this.address = new URL(`${url.replace(/\/$/, '')}/add-checkpoint`);
  }

  /** The signature line of the witness; null while it rests. Throws when it gives none, or a false one. */
  async cosign(order: CosignOrder): Promise<string | null> {
    if (this.clock.now() < this.restsUntil) return null;
    try {
      return await this.ask(order);
    } catch (error) {
      this.restsUntil = this.clock.now() + restMs;
      throw error;
    }
  }

  private async ask(order: CosignOrder): Promise<string> {
    for (let attempt = 1; attempt <= mostAttempts; attempt++) {
      const oldSize = this.cosigned.get(order.origin) ?? 0;
      const answer = await this.send(order, oldSize);
      if (answer.status === 409) this.learn(order, answer.body);
      else if (answer.status === 200) return this.verified(order, answer.body);
      else
        throw new Error(
          `witness ${this.verifier.name} refuses (${answer.status}): ${answer.body.slice(0, 200).trim()}`,
        );
    }
    throw new Error(`witness ${this.verifier.name} and this log do not agree on what was cosigned last`);
  }

  private async send({ size, text, signature, readNode }: CosignOrder, oldSize: number) {
    const proof = await consistencyPath(readNode, oldSize, size);
    const body = formatAddCheckpoint({ oldSize, proof, note: formatNote(text, [signature]) });
    const signal = AbortSignal.timeout(answersWithinMs);
    const response = await fetch(this.address, { method: 'POST', body, signal, redirect: 'error' });
    return { status: response.status, body: await response.text() };
  }

  /** It has cosigned another size than we thought. A larger one than ours means that this log was set back. */
  private learn({ origin, size }: CosignOrder, body: string): void {
    const known = parseSize(body.trim());
    if (known === undefined || known > size)
      throw new Error(`witness ${this.verifier.name} has cosigned ${known} leaves of ${origin}, which has ${size}`);
    this.cosigned.set(origin, known);
  }

  private verified({ origin, size, text }: CosignOrder, lines: string): string {
    const line = lines.split('\n').find((each) => each.startsWith(`\u2014 ${this.verifier.name} `)) ?? '';
    const opened = openNote(formatNote(text, [`${line}\n`]), [this.verifier]);
    if (!opened.ok) throw new Error(`witness ${this.verifier.name} gave no valid cosignature`);
    this.cosigned.set(origin, size);
    return `${line}\n`;
  }
}
