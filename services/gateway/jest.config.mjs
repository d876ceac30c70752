import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  displayName: 'gateway',
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/**/*.spec.ts'],
};
