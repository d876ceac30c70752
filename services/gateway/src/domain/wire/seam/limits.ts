/** Tool calls that one response may propose; each costs a decision and an event. */
export const MOST_BLOCKS = 128;

/** Characters of one held block, and of everything held at once, in a stream. */
export const LARGEST_BLOCK = 1024 * 1024;
export const LARGEST_HOLD = 4 * 1024 * 1024;
