import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { stopChild } from '../process/stop-child.js';
import type { Part } from './part.js';
import { Supervisor } from './supervisor.js';

let heard: string[];
let supervisor: Supervisor;

beforeEach(() => {
  heard = [];
  supervisor = new Supervisor({
    up: (name) => heard.push(`${name} up`),
    down: (name, reason) => heard.push(`${name} ${reason}`),
  });
});
afterEach(() => supervisor.stopAll());

async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`waited in vain; heard: ${heard.join(', ')}`);
    await sleep(10);
  }
}

/** A real process that does nothing; `failures` starts go wrong before one succeeds. */
function sleeper(name: string, { tier = 1, failures = 0 } = {}): Part {
  let left = failures;
  return {
    name,
    tier,
    start: async () => {
      if (left-- > 0) throw new Error('not today');
      const child: ChildProcess = spawn('sleep', ['60']);
      const stop = async () => {
        heard.push(`${name} stopping`);
        await stopChild(child, 'SIGTERM');
      };
      return { child, stop };
    },
  };
}

function killed(name: string): void {
  process.kill(supervisor.pidOf(name) ?? 0, 'SIGKILL');
}

describe('the supervisor', () => {
  it('starts a part that was killed again, in a new process', async () => {
    await supervisor.start([sleeper('gateway')]);
    const before = supervisor.pidOf('gateway');
    killed('gateway');
    await until(() => heard.filter((text) => text === 'gateway up').length === 2);
    expect(heard).toContain('gateway was killed (SIGKILL)');
    expect(supervisor.pidOf('gateway')).not.toBe(before);
  });

  it('keeps trying when the part does not come up at once', async () => {
    let starts = 0;
    const part = sleeper('policy');
    const start = (signal: AbortSignal) =>
      ++starts === 2 ? Promise.reject(new Error('port taken')) : part.start(signal);
    await supervisor.start([{ ...part, start }]);
    killed('policy');
    await until(() => starts === 3 && supervisor.pidOf('policy') !== null);
    expect(heard).toContain('policy port taken');
  });

  it('hands a failure of the first start to whoever started', async () => {
    await expect(supervisor.start([sleeper('audit', { failures: 1 })])).rejects.toThrow('not today');
  });

  it('stops those that others need last', async () => {
    const parts = [sleeper('postgres', { tier: 0 }), sleeper('audit', { tier: 1 }), sleeper('gateway', { tier: 3 })];
    await supervisor.start(parts);
    await supervisor.stopAll();
    expect(heard.filter((text) => text.endsWith('stopping'))).toEqual([
      'gateway stopping',
      'audit stopping',
      'postgres stopping',
    ]);
  });

  it('does not start what is to stop', async () => {
    await supervisor.start([sleeper('gateway')]);
    killed('gateway');
    await until(() => heard.includes('gateway was killed (SIGKILL)'));
    await supervisor.stopAll();
    await sleep(400);
    expect(heard.filter((text) => text === 'gateway up')).toHaveLength(1);
    await expect(supervisor.start([sleeper('console')])).rejects.toThrow(/stopped/);
  });

  it('leaves a paused part alone until it is resumed', async () => {
    await supervisor.start([sleeper('audit')]);
    await supervisor.pause('audit');
    await sleep(400);
    expect(supervisor.pidOf('audit')).toBeNull();
    await supervisor.resume('audit');
    expect(supervisor.pidOf('audit')).not.toBeNull();
  });
});
