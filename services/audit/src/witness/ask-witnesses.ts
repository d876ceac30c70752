import type { NodeReader } from '@countersign/evidence';
import type { ReportError } from '@countersign/messaging';
import type { CosignOrder, WitnessClient } from './witness-client.js';

/** Asks all witnesses at once. One that does not cosign is reported; the checkpoint goes out without it. */
export function askWitnesses(
  witnesses: readonly WitnessClient[],
  nodesOf: (tenant: string) => NodeReader,
  report: ReportError,
) {
  return async (tenant: string, checkpoint: Omit<CosignOrder, 'readNode'>): Promise<string[]> => {
    const readNode = nodesOf(tenant);
    const lines = await Promise.all(
      witnesses.map((witness) =>
        witness.cosign({ ...checkpoint, readNode }).catch((error: unknown) => {
          report(error, { part: 'witnesses', tenant });
          return null;
        }),
      ),
    );
    return lines.filter((line) => line !== null);
  };
}
