/** A replica that has not written its heartbeat for this long is taken for dead. It writes one every second. */
export const silentMs = 10_000;

/** A grant that was kept for an answer all this time is there again; no answer takes so long. */
export const reservedMs = 3_600_000;

/** A granted call that was left for later is taken up again after this long. */
export const leftAloneMs = 5_000;

/** So long after the end of its approval, a held call that has heard nothing will hear nothing any more. */
export const overdueMs = 600_000;
