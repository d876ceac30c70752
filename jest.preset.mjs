import { fileURLToPath } from 'node:url';

/** The settings every project's Jest run shares: native ESM, TypeScript through swc, workspace packages read from source. */
export default {
  testEnvironment: 'node',
  /** Generous: a slow or busy machine is no failure. */
  testTimeout: 300_000,
  testEnvironmentOptions: { customExportConditions: ['@countersign/source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^fast-check$': fileURLToPath(new URL('jest.fast-check.mjs', import.meta.url)),
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['/dist/', '/\\.countersign/', '/\\.nx/'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          keepClassNames: true,
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
      },
    ],
  },
};
