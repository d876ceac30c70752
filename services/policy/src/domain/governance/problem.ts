import type { governanceProblemSchema } from '@countersign/contracts';
import type { z } from 'zod';

/** What is wrong in a governance file, and where; lines and columns count from 1. */
export type GovernanceProblem = z.infer<typeof governanceProblemSchema>;

export interface GovernanceFile {
  path: string;
  text: string;
}

/** A place in a file that a problem can point to. */
export interface Place {
  path: string;
  line: number | null;
  column: number | null;
}
