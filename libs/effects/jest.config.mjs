import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'effects', testMatch: ['<rootDir>/src/**/*.spec.ts'] };
