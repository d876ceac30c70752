import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  displayName: 'evidence',
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
};
