import { availableParallelism } from 'node:os';

function wholeNumber(name: string): number | undefined {
  const text = process.env[name];
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`${name} is to be a whole number from 1, not ${text}`);
  return Number(text);
}

/** Which seeds to run: SIMULATION_SEEDS says how many, SIMULATION_SEED names the one to replay with its whole log. */
export const simulationConfig = {
  seeds: wholeNumber('SIMULATION_SEEDS') ?? 2_000,
  only: wholeNumber('SIMULATION_SEED'),
  workers: Math.max(2, Math.min(4, availableParallelism())),
};
