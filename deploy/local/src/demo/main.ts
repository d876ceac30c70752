import { agentSteps } from './agent-steps.js';
import { evidenceSteps } from './evidence-steps.js';
import { runningInstance } from './running-instance.js';
import { Say } from './say.js';

export interface DemoOptions {
  dataDir: string;
  portBase: number | null;
}

function notice(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Runs the demo; resolves to the exit code: 0 when everything went as told, 1 when not. */
export async function runDemo({ dataDir, portBase }: DemoOptions): Promise<number> {
  const say = new Say((text) => process.stdout.write(text));
  const { dev, leave } = await runningInstance({ dataDir, portBase, notice });
  try {
    const executed = await agentSteps(dev, say);
    await evidenceSteps({ dataDir, ...executed, say });
    say.end('That is all. `npm start` keeps it running and gives you a link to the console.');
    return 0;
  } catch (error) {
    notice(`\n${error instanceof Error ? error.message : String(error)}`);
    return 1;
  } finally {
    await leave();
  }
}
