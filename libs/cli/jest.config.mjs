import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'cli', testMatch: ['<rootDir>/src/**/*.spec.ts'] };
