import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** The house rules that a parser can see; imports between folders are held by .dependency-cruiser.mjs. */
export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '.nx/**',
      '.countersign/**',
      '.cache/**',
      'services/console/web/dist/**',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 200, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 10],
      'max-depth': ['error', 3],
      'max-params': ['error', 3],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'Name what you export.' },
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'Only config.ts reads the environment.',
        },
      ],
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^\\.{1,2}(/index\\.js)?$', message: 'Import the file itself, not an index.' }] },
      ],
    },
  },
  {
    // Nest constructors receive their parts; a controller may take more than three.
    files: ['services/**/transport/**/*.ts', 'services/*/src/app.module.ts', 'libs/chassis/src/**/*.ts'],
    rules: { 'max-params': ['error', 5], '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    files: ['**/config.ts', 'deploy/**', 'test/**', 'libs/cli/**', '**/test/**', '**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': ['error', { selector: 'ExportAllDeclaration', message: 'Name what you export.' }],
    },
  },
  // Suites read as a list of sentences; each sentence is held short by review.
  { files: ['**/*.spec.ts', '**/test/**/*.ts', 'test/**/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  // Lists are as long as what they list.
  {
    files: ['**/migrations/**', '**/*.corpus.ts', '**/test/**/*-corpus.ts', 'libs/*/src/index.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        Buffer: 'readonly',
        performance: 'readonly',
        AbortSignal: 'readonly',
        AbortController: 'readonly',
      },
    },
  },
);
