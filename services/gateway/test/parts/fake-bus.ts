import { eventDefinitionOf, type Leaf } from '@countersign/contracts';
import {
  parseEventMessage,
  type EventPublisher,
  type PreparedEvent,
  type Published,
  type RecordPort,
} from '@countersign/messaging';

/** Stream and record in memory: events get sequences in order, and are sealed at once unless a spec stops audit. */
export class FakeBus implements EventPublisher, RecordPort {
  readonly events: Leaf[] = [];
  /** Every message as it was on the bus, payloads included. */
  readonly messages: string[] = [];
  private readonly payloads = new Map<string, string>();
  /** Audit is heard of. */
  auditRuns = true;
  /** Of the connection: a spec breaks it by counting on. */
  life = 1;
  /** Publishing events of these types fails. */
  readonly failing = new Set<string>();
  onEvent: (leaf: Leaf) => void = () => undefined;

  async publish(event: PreparedEvent): Promise<Published> {
    if (this.failing.has(event.type)) throw new Error(`the bus does not take ${event.type}`);
    const received = parseEventMessage(event.subject, event.body);
    // The gateway does not validate what it publishes, for speed: specs do.
    if (!received.ok) throw new Error(`${event.type}: ${received.refusal.message}`);
    const known = this.events.findIndex((leaf) => leaf.type === event.type && leaf.id === event.id);
    if (known === -1) this.events.push(received.value.leaf);
    this.messages.push(Buffer.from(event.body).toString('utf8'));
    for (const [name, { body }] of Object.entries(received.value.payloads)) {
      this.payloads.set(`${event.type} ${name}`, Buffer.from(body, 'base64').toString('utf8'));
    }
    queueMicrotask(() => this.onEvent(received.value.leaf));
    return { sequence: known === -1 ? this.events.length : known + 1, duplicate: known !== -1 };
  }

  available(): boolean {
    return this.auditRuns;
  }

  async sealed(): Promise<boolean> {
    return this.auditRuns;
  }

  /** What travelled beside the last event of a type. */
  payload(type: Leaf['type'], name: string): string | undefined {
    return this.payloads.get(`${type} ${name}`);
  }

  current() {
    return { incarnation: `life ${this.life}`, sequence: this.events.length };
  }

  types(): string[] {
    return this.events.map((leaf) => leaf.type);
  }

  find<T extends Leaf['type']>(type: T): Extract<Leaf, { type: T }> {
    const found = this.events.find((leaf) => leaf.type === type);
    if (!found || !eventDefinitionOf(type)) throw new Error(`no ${type} among ${this.types().join(', ')}`);
    return found as Extract<Leaf, { type: T }>;
  }
}
