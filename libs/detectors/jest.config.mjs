import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'detectors', testMatch: ['<rootDir>/src/**/*.spec.ts'] };
