import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'chassis', testMatch: ['<rootDir>/src/**/*.spec.ts'] };
