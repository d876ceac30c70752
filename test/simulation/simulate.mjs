// One worker of the simulation: runs the worlds of the seeds that it is given, from source and apart from the test runner,
// whose hooks on promises would make them take twice as long.
import { register, syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

register('../../services/policy/scripts/source-loader.mjs', import.meta.url);
/** Code of the services that sleeps by itself sleeps on virtual time, as it does with the global timers. */
timers.setTimeout = (milliseconds, value) =>
  new Promise((resolve) => globalThis.setTimeout(() => resolve(value), milliseconds));
timers.setImmediate = () => new Promise((resolve) => globalThis.setTimeout(resolve, 0));
syncBuiltinESMExports();

// Only from here on may anything be loaded that sleeps.
const { loadGovernance } = await import('./world/governance.ts');
const { runWorld } = await import('./run-world.ts');
const governance = await loadGovernance();

process.on('message', async ({ seed, plant }) => {
  try {
    process.send(await runWorld({ seed, plant, governance }));
  } catch (error) {
    process.send({ seed, violations: [`the world broke down: ${error.stack}`], digest: '', log: [] });
  }
});
