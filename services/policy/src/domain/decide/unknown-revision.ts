/** Stands where no revision could be found: a digest that no document set has. */
export const unknownRevision = `sha256:${'0'.repeat(64)}` as const;
