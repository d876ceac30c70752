/** One text of a message, and where in it: a JSON pointer. */
export interface TextPart {
  pointer: string;
  text: string;
}

/** A stretch of one text, as UTF-16 indexes; `end` is behind the last one. */
export interface Stretch {
  start: number;
  end: number;
}

export interface PartStretch extends Stretch {
  pointer: string;
}

/** What was found and where, never its value. A value that runs over several parts has a stretch in each of them. */
export interface Finding {
  category: string;
  detector: string;
  at: PartStretch[];
}

/** A find in one text, before it has a pointer. */
export interface Hit extends Stretch {
  category: string;
  detector: string;
}

/** Looks for one kind of thing in one text. */
export type Detector = (text: string) => Hit[];
