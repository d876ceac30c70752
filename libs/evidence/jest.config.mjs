import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  displayName: 'evidence',
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  // The first bundle of a suite loads the compiler to make verify.mjs, which takes seconds on a busy machine.
  testTimeout: 30_000,
};
