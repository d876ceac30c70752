import type { ReceivedEvent } from '@countersign/messaging';
import { startProduct } from '../e2e/product.js';
import { watchBus } from './bus-watch.js';
import { callersOf } from './callers.js';
import { startCountingTarget } from './counting-target.js';
import { databaseOf } from './database.js';
import { applyGovernance, heldTool } from './governance.js';
import { tellHeldCall, type Story } from './held-call.js';
import { moments, type Moments } from './moments.js';
import { SealedRecord } from './sealed-record.js';
import { stepOf } from './steps.js';
import { isBack, kill, type Fallen, type Victim } from './victims.js';
import { waitFor } from './wait-for.js';

const portBase = 26_000;
const usableWithinMs = 120_000;

function caseOf({ leaf, payloads }: ReceivedEvent): string | null {
  if (leaf.type !== 'ToolCallProposed' || leaf.data.tool !== heldTool) return null;
  const body = Buffer.from(payloads['arguments']?.body ?? '', 'base64').toString('utf8');
  return (JSON.parse(body) as { case: string }).case;
}

function listen({ named, reached }: Moments) {
  return (event: ReceivedEvent): void => {
    const name = caseOf(event);
    if (name !== null) named(name, event.leaf.subject);
    const step = stepOf(event.leaf);
    if (step) reached(step.callId, step.step);
  };
}

/** The product with a target that counts, an ear on the bus, and its agent and approvers at work. */
export async function setStage() {
  const product = await startProduct({ portBase });
  const { dev, dataDir } = product;
  const record = new SealedRecord(databaseOf(dev.databaseUrl));
  const times = moments();
  const target = await startCountingTarget({
    port: 0,
    isIntentSealed: (callId) => record.isSealed('ToolCallStarted', callId),
    arrived: (callId) => times.reached(callId, 'effect sent'),
  });
  await applyGovernance(dev, target.url);
  const bus = await watchBus(product, listen(times));
  const callers = callersOf(dev);
  const stories: Promise<Story>[] = [];

  const isReady = async () => {
    const answers = await Promise.all(
      Object.values(dev.services).map(({ healthUrl }) =>
        fetch(healthUrl, { headers: { connection: 'close' }, signal: AbortSignal.timeout(2_000) }),
      ),
    );
    return answers.every(({ ok }) => ok) ? true : null;
  };
  return {
    ...{ product, target, bus, record, stories, when: times.when },
    /** Starts a held call whose agent and approver see it through by themselves. */
    begin: (name: string, vote: Story['vote']): Promise<Story> => {
      const story = tellHeldCall(callers, name, vote);
      story.catch(() => undefined);
      stories.push(story);
      return story;
    },
    kill: (victim: Victim): Promise<Fallen> => kill(dataDir, victim),
    /** Waits until all of the product takes work again and we hear of it; resolves to the milliseconds since the first fell. */
    recovered: async (fallen: Fallen[]): Promise<number> => {
      const after = `after ${fallen.map(({ victim }) => victim).join(' and ')} had been killed`;
      for (const each of fallen) await isBack(dataDir, each);
      await waitFor({ what: `everything to be ready ${after}`, withinMs: usableWithinMs }, isReady);
      const passed = await waitFor({ what: `a call to pass ${after}`, withinMs: usableWithinMs }, async () => {
        const { status, state, id } = await callers.read();
        return status === 200 && state === 'succeeded' && id !== undefined ? { id } : null;
      });
      await waitFor({ what: `the watch to hear of it ${after}`, withinMs: usableWithinMs }, () =>
        bus.hasHeardOf(passed.id) ? true : null,
      );
      return Math.round(performance.now() - Math.min(...fallen.map(({ at }) => at)));
    },
    close: async () => {
      await bus.close();
      await product.stop();
      await target.close();
    },
  };
}
export type Stage = Awaited<ReturnType<typeof setStage>>;
