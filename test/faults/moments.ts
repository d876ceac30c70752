import type { Step } from './steps.js';

export interface Moments {
  reached(callId: string, step: Step): void;
  /** Names a call by the case in its arguments, which is known before its id is. */
  named(name: string, callId: string): void;
  /** Resolves at the moment at which the call of that name reaches the step; at once when it is past. */
  when(name: string, step: Step): Promise<void>;
}

/** Tells those who wait for it the moment at which a call gets somewhere. */
export function moments(): Moments {
  const names = new Map<string, string>();
  const past = new Set<string>();
  const waiting = new Map<string, (() => void)[]>();
  const settle = (moment: string) => {
    past.add(moment);
    for (const resolve of waiting.get(moment) ?? []) resolve();
    waiting.delete(moment);
  };
  return {
    reached: (callId, step) => {
      const name = names.get(callId);
      if (name !== undefined) settle(`${name}/${step}`);
    },
    named: (name, callId) => void names.set(callId, name),
    when: (name, step) => {
      const moment = `${name}/${step}`;
      if (past.has(moment)) return Promise.resolve();
      return new Promise((resolve) => waiting.set(moment, [...(waiting.get(moment) ?? []), resolve]));
    },
  };
}
