// What specs get as fast-check: the same cases in every run, so that no run fails by chance. FUZZ_SEED=random explores others,
// FUZZ_SEED=<number> repeats what that run found.
import fc from './node_modules/fast-check/lib/fast-check.js';

const seed = process.env.FUZZ_SEED ?? '20250301';
if (seed !== 'random' && !/^-?\d+$/.test(seed)) throw new Error(`FUZZ_SEED is neither "random" nor a number: ${seed}`);
if (seed !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });

export default fc;
