import type { Service } from '@countersign/contracts';
import { steps, type Step } from './steps.js';
import type { Victim } from './victims.js';

export interface Kill {
  victim: Victim;
  /** After the step: who works on the next one gets about so far, differently each time. */
  delayMs: number;
}

export interface Blow {
  /** Each is killed when a held call of its own is at the step; two of them come back side by side. */
  kills: Kill[];
  step: Step;
  /** What people say to the call that is under way at the same time, at whatever step. */
  bystander: 'approve' | 'reject';
}

/**
 * Those that fall together never wait for each other within a step, so that the end of one does not hide what the end of
 * the other does; everybody waits for the gateway and for audit.
 */
const together: Service[][] = [['gateway'], ['policy', 'credentials'], ['approvals', 'console'], ['audit']];

const infrastructure: [Victim, Step][] = [
  ['nats', 'decided'],
  ['postgres', 'approval requested'],
  ['nats', 'lease issued'],
  ['postgres', 'started'],
  ['nats', 'effect sent'],
  ['postgres', 'effect sent'],
];

/** Each service at each step, then what all of them stand on. */
export function killMatrix(): Blow[] {
  const blows = [
    ...steps.flatMap((step) => together.map((services) => [services as Victim[], step] as const)),
    ...infrastructure.map(([victim, step]) => [[victim], step] as const),
  ];
  let nth = 0;
  return blows.map(([victims, step], index) => ({
    kills: victims.map((victim) => ({ victim, delayMs: (nth++ * 7) % 20 })),
    step,
    bystander: index % 3 === 0 ? 'reject' : 'approve',
  }));
}
