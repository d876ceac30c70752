import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'contracts', testMatch: ['<rootDir>/src/**/*.spec.ts'] };
