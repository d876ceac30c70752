/** What is known of a provider's health: closed while it works, open after failures in a row, then one probe at a time. */
export interface Circuit {
  /** In a row. */
  failures: number;
  /** Open until then, in milliseconds since the epoch; null: closed. */
  openUntil: number | null;
  /** How long it was opened for last. */
  openedForMs: number;
  /** A probe is on its way, and counts as lost at this time. */
  probeUntil: number | null;
}

const failuresToOpen = 5;
const firstOpenMs = 10_000;
const longestOpenMs = 120_000;
/** A probe may take as long as any call; one that never reports must not close the provider for good. */
const probeMs = 60_000;

export const closedCircuit: Circuit = { failures: 0, openUntil: null, openedForMs: 0, probeUntil: null };

/** The circuit with this call let through; null when it must not go there. */
export function enter(circuit: Circuit, now: number): Circuit | null {
  if (circuit.openUntil === null) return circuit;
  if (now < circuit.openUntil || (circuit.probeUntil !== null && now < circuit.probeUntil)) return null;
  return { ...circuit, probeUntil: now + probeMs };
}

export function failed(circuit: Circuit, now: number): Circuit {
  const failures = circuit.failures + 1;
  if (failures < failuresToOpen) return { ...circuit, failures };
  // Calls that were under way when it opened tell nothing new.
  if (circuit.openUntil !== null && circuit.probeUntil === null) return { ...circuit, failures };
  const openedForMs = Math.min(longestOpenMs, circuit.openedForMs === 0 ? firstOpenMs : circuit.openedForMs * 2);
  return { failures, openUntil: now + openedForMs, openedForMs, probeUntil: null };
}

/** A probe that told nothing of the provider's health, such as one that was rate limited: the next call is the probe. */
export function left(circuit: Circuit): Circuit {
  return { ...circuit, probeUntil: null };
}
