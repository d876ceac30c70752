import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Order, Outcome } from './run-world.js';

const program = fileURLToPath(new URL('simulate.mjs', import.meta.url));
const execArgv = ['--conditions=@countersign/source', '--no-warnings'];

/** Processes that run one seed each at a time. */
export class Workers {
  private readonly idle: ChildProcess[];
  private readonly all: ChildProcess[];
  private readonly waiting: ((worker: ChildProcess) => void)[] = [];

  constructor(count: number) {
    this.all = Array.from({ length: count }, () =>
      fork(program, { execArgv, env: { ...process.env, NODE_OPTIONS: '' } }),
    );
    this.idle = [...this.all];
  }

  async run(order: Order): Promise<Outcome> {
    const worker = this.idle.pop() ?? (await new Promise<ChildProcess>((resolve) => this.waiting.push(resolve)));
    try {
      return await this.give(worker, order);
    } finally {
      const next = this.waiting.shift();
      if (next) next(worker);
      else this.idle.push(worker);
    }
  }

  stop(): void {
    for (const worker of this.all) worker.kill();
  }

  private give(worker: ChildProcess, order: Order): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null) => reject(new Error(`the worker with seed ${order.seed} ended with ${code}`));
      worker.once('exit', ended);
      worker.once('message', (outcome) => {
        worker.off('exit', ended);
        resolve(outcome as Outcome);
      });
      worker.send(order);
    });
  }
}
