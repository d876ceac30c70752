import { validateGovernance } from '@countersign/contracts';
import { z } from 'zod';

const { files, variables } = validateGovernance.request.shape;

/** Governance files as a client sends them, with what `${NAME}` stands for. */
export const governanceBody = z.strictObject({ files: files.min(1), variables: variables.default({}) });

/** Reading and loading a large set takes longer than a look-up. */
export const governanceTimeoutMs = 120_000;
