import type { Simulation } from '../domain/simulate/simulate.js';

const mostListed = 200;

/** What a simulation or a shadow found, as much as an answer can hold. */
export function shownChanges(simulation: Simulation): Simulation {
  const { decided, unchanged, newlyAllowed, newlyHeld, newlyDenied, holdsPerDay, widens } = simulation;
  return {
    decided,
    unchanged,
    // What changes something comes first: it must never be cut off.
    newlyAllowed: [...newlyAllowed]
      .sort((a, b) => Number(b.changesState) - Number(a.changesState))
      .slice(0, mostListed),
    newlyHeld: newlyHeld.slice(0, mostListed),
    newlyDenied: newlyDenied.slice(0, mostListed),
    holdsPerDay: holdsPerDay.slice(0, 256),
    widens,
  };
}
