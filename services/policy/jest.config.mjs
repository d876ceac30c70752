import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  displayName: 'policy',
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/**/*.spec.ts'],
};
