import { z } from 'zod';

export const watermarkSubject = 'sealed.watermark';

/** The same, twice a second: enough for whoever waits for nothing in particular. */
export const watermarkBeatSubject = 'sealed.beat';

/** On an event that somebody waits for, so that audit seals it at once instead of gathering more. */
export const awaitedHeader = 'Countersign-Awaited';

/** Audit's broadcast: everything up to this stream sequence is committed to the event store. */
export const watermarkSchema = z.strictObject({
  /** Which incarnation of the stream the sequence counts in; a re-created stream starts again at 1. */
  incarnation: z.string().max(64),
  sequence: z.int().min(0),
  epoch: z.int().min(1),
});
export type Watermark = z.infer<typeof watermarkSchema>;
