import { instantOf, type Clock, type Ids } from '@countersign/chassis';
import { requestRefused, systemTenant } from '@countersign/contracts';
import { prepareEvent, type EventPublisher, type ReportError } from '@countersign/messaging';
import { clip } from '../../domain/clip.js';
import type { Timer } from '../ports/timer.js';

export interface RefusedRequest {
  /** Null when the key does not say. */
  tenant: string | null;
  agent?: string;
  keyId?: string;
  /** The run whose token was used. */
  run?: string | undefined;
  reasonCode: string;
  route: string;
  method: string;
  status: number;
  traceparent: string;
}

interface Parts {
  publisher: EventPublisher;
  clock: Clock;
  ids: Ids;
  timer: Timer;
  report: ReportError;
}

/** So many refusals a second are told one by one; more of a kind are counted together, so that nobody can flood the record. */
const singlePerSecond = 50;
const windowMs = 1_000;
/** Kinds counted apart; beyond that, routes are no longer told apart. */
const mostKinds = 200;

/** Puts refused requests on the record. Nothing was forwarded, so nobody waits for it. */
export class RefusalRecorder {
  private singles = 0;
  private readonly counted = new Map<string, { request: RefusedRequest; count: number }>();
  private windowOpen = false;

  constructor(private readonly parts: Parts) {}

  record(request: RefusedRequest): void {
    this.openWindow();
    if (this.singles < singlePerSecond) {
      this.singles++;
      return this.publish(request, 1);
    }
    const route = this.counted.size < mostKinds ? request.route : '*';
    const { tenant, keyId, reasonCode, status } = request;
    const kind = JSON.stringify([tenant, keyId, reasonCode, route, status]);
    const counted = this.counted.get(kind);
    if (counted) counted.count++;
    else this.counted.set(kind, { request: { ...request, route }, count: 1 });
  }

  private openWindow(): void {
    if (this.windowOpen) return;
    this.windowOpen = true;
    this.parts.timer.after(windowMs, () => this.closeWindow());
  }

  private closeWindow(): void {
    this.windowOpen = false;
    this.singles = 0;
    const counted = [...this.counted.values()];
    this.counted.clear();
    for (const { request, count } of counted) this.publish(request, count);
  }

  private publish(request: RefusedRequest, count: number): void {
    const { ids, clock, publisher, report } = this.parts;
    const subject = ids.next('req');
    const { tenant, agent, keyId, run, reasonCode, route, method, status, traceparent } = request;
    const event = prepareEvent(requestRefused, {
      id: `refused_${subject}`,
      tenant: tenant ?? systemTenant,
      time: instantOf(clock.now()),
      actor: agent === undefined ? { kind: 'service', id: 'gateway' } : { kind: 'agent', id: agent },
      ...{ subject, agent, run, traceparent },
      data: {
        ...{ reasonCode, status, count },
        route: clip(route.replace(/[^\x21-\x7e]/g, '?'), 256),
        method: clip(method, 16),
        ...(keyId === undefined ? {} : { keyId }),
      },
    });
    publisher.publish(event).catch((error: unknown) => report(error, { part: 'record a refusal' }));
  }
}
