import preset from '../jest.preset.mjs';

/** The suites that need the whole product; each is a folder with its own reason to exist (README, "How it is tested"). */
export default { ...preset, displayName: 'product', testMatch: ['<rootDir>/**/*.spec.ts'], testTimeout: 400_000 };
