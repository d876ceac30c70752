import { services } from '@countersign/contracts';
import { steps, type Step } from './steps.js';
import type { Victim } from './victims.js';

export interface Kill {
  victim: Victim;
  step: Step;
  /** After the step: who works on the next one gets about so far, differently each time. */
  delayMs: number;
  /** What people say to the call that is under way at the same time, at whatever step. */
  bystander: 'approve' | 'reject';
}

const infrastructure: [Victim, Step][] = [
  ['nats', 'decided'],
  ['postgres', 'approval requested'],
  ['nats', 'lease issued'],
  ['postgres', 'started'],
  ['nats', 'effect sent'],
  ['postgres', 'effect sent'],
];

/** Each service at each step, then what all of them stand on. */
export function killMatrix(): Kill[] {
  const pairs = [...steps.flatMap((step) => services.map((victim) => [victim, step] as const)), ...infrastructure];
  return pairs.map(([victim, step], nth) => ({
    ...{ victim, step },
    delayMs: (nth * 7) % 20,
    bystander: nth % 3 === 0 ? 'reject' : 'approve',
  }));
}
