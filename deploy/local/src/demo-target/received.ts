import type { Lease } from './verify-lease.js';

export interface ReceivedRequest {
  operation: string;
  path: string;
  body: unknown;
  lease: Lease;
  at: string;
}

const keptRequests = 1_000;

/** What the target took, for people and for tests that count effects. */
export class Received {
  private readonly latest: ReceivedRequest[] = [];
  private readonly accepted: Record<string, number> = {};
  private readonly perCall = new Map<string, number>();
  private refused = 0;

  accept(request: ReceivedRequest): void {
    this.latest.push(request);
    if (this.latest.length > keptRequests) this.latest.shift();
    this.accepted[request.operation] = (this.accepted[request.operation] ?? 0) + 1;
    this.perCall.set(request.lease.call, (this.perCall.get(request.lease.call) ?? 0) + 1);
  }

  refuse(): void {
    this.refused += 1;
  }

  report() {
    return {
      accepted: this.accepted,
      refused: this.refused,
      /** Calls that took effect more than once: always empty unless something is badly wrong. */
      repeatedCalls: [...this.perCall].filter(([, times]) => times > 1).map(([call, times]) => ({ call, times })),
      requests: this.latest,
    };
  }
}
