import type { VirtualTime } from './virtual-time.js';

const names = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const;
type Timers = Pick<typeof globalThis, (typeof names)[number]>;

interface Handle {
  cancel: () => void;
  ref(): Handle;
  unref(): Handle;
}

function handleOf(cancel: () => void): Handle {
  const handle: Handle = { cancel, ref: () => handle, unref: () => handle };
  return handle;
}

function timersOf(time: VirtualTime): Timers {
  const clear = (handle?: Handle) => handle?.cancel();
  const timeout = (work: () => void, milliseconds = 0) => handleOf(time.after(milliseconds, work));
  const interval = (work: () => void, milliseconds = 1) => {
    const again = () => {
      handle.cancel = time.after(milliseconds, again);
      work();
    };
    const handle = handleOf(time.after(milliseconds, again));
    return handle;
  };
  return { setTimeout: timeout, clearTimeout: clear, setInterval: interval, clearInterval: clear } as unknown as Timers;
}

/** Code that sets timers of its own runs on virtual time while `work` runs. */
export async function withVirtualTimers<T>(time: VirtualTime, work: () => Promise<T>): Promise<T> {
  const real = Object.fromEntries(names.map((name) => [name, globalThis[name]]));
  Object.assign(globalThis, timersOf(time));
  try {
    return await work();
  } finally {
    Object.assign(globalThis, real);
  }
}
