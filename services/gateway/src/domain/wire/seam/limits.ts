/** Tool calls that one response may propose; each costs a decision and an event. */
export const MOST_BLOCKS = 128;

/** Characters of everything that one stream holds back at once. */
export const LARGEST_HOLD = 4 * 1024 * 1024;
