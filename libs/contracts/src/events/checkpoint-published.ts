import { z } from 'zod';
import { defineEvent, type LeafOf } from './define-event.js';

/** A signed tree head was published; enters the tree with the next batch, so that an idle log stays idle. */
export const checkpointPublished = defineEvent(
  'audit',
  'CheckpointPublished',
  z.strictObject({
    size: z.int().min(0),
    /** Base64, as in the checkpoint text. */
    rootHash: z.string().max(64),
    keyName: z.string().max(256),
  }),
);
export type CheckpointPublished = LeafOf<typeof checkpointPublished>;
