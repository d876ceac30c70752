/** What is to be looked at anew, because it was just changed. */
export type Looked = 'revisions' | 'shadows';

/** From the thread. */
export type Told = { kind: 'ready' } | { kind: 'look'; what: Looked; number: number };

/** To the thread. */
export type Asked = { kind: 'looked'; number: number } | { kind: 'stop' };
