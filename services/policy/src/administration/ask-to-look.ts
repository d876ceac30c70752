import type { MessagePort } from 'node:worker_threads';
import type { Asked, Looked, Told } from './messages.js';

/** Loading the largest revision takes about a second; who waits longer is answered all the same. */
const longestMs = 10_000;

/** Has the thread that decides take up what was just changed, so that whoever changed it finds it in force. */
export function askToLook(port: MessagePort): (what: Looked) => Promise<void> {
  const waiting = new Map<number, () => void>();
  let number = 0;
  port.on('message', (asked: Asked) => {
    if (asked.kind === 'looked') waiting.get(asked.number)?.();
  });
  return (what) =>
    new Promise((resolve) => {
      const mine = (number += 1);
      const done = () => {
        clearTimeout(timer);
        waiting.delete(mine);
        resolve();
      };
      const timer = setTimeout(done, longestMs);
      waiting.set(mine, done);
      port.postMessage({ kind: 'look', what, number: mine } satisfies Told);
    });
}
