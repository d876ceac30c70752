import type { PreparedEvent } from '@countersign/messaging';

/** Puts an event of audit's own on the way to the record, and resolves true once it is sealed. */
export type AnnounceSealed = (event: PreparedEvent) => Promise<boolean>;
