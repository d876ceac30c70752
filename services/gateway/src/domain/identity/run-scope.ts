import type { Refusal } from '@countersign/contracts';
import type { RunContext } from './caller.js';

/** `*` stands for any run of characters. Compared piece by piece: a pattern comes from an agent and must not cost more than its length. */
function matches(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === name;
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= name.length - last.length;
}

/** Whether a run may name this tool or model at all; what policy says about it comes on top. */
export function isInScope({ scope }: RunContext, kind: 'tools' | 'models', name: string): boolean {
  const patterns = scope?.[kind] ?? null;
  return patterns === null || patterns.some((pattern) => matches(pattern, name));
}

export function outsideScope(what: 'tool' | 'model'): Refusal {
  return {
    reasonCode: 'outside_run_scope',
    message: `The run is limited to other ${what}s.`,
    remedy: 'Open a run whose scope names it.',
  };
}
