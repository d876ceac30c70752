/** Who may import whom (docs/architecture.md): a service imports libs, never another service; the inner parts know nothing of the outer. */
const inService = '^services/([^/]+)/src/';

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'contracts-import-zod-only',
      severity: 'error',
      from: { path: '^libs/contracts/src', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^libs/contracts/', 'node_modules/zod/'] },
    },
    {
      name: 'evidence-is-pure',
      severity: 'error',
      from: { path: '^libs/evidence/src', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(libs/(?!evidence/)|services/|deploy/)' },
    },
    {
      name: 'verifier-shares-no-code-with-the-writer',
      severity: 'error',
      from: { path: '^libs/evidence/src/verifier/', pathNot: '\\.spec\\.ts$' },
      to: {
        pathNot: [
          '^libs/evidence/src/verifier/',
          '^node:',
          '^(crypto|fs|path|url|buffer|stream|readline|fs/promises|util)$',
        ],
      },
    },
    {
      name: 'effects-are-pure',
      severity: 'error',
      from: { path: '^libs/effects/src', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(libs/(?!effects/|contracts/)|services/|deploy/)' },
    },
    {
      name: 'detectors-are-pure',
      severity: 'error',
      from: { path: '^libs/detectors/src', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(libs/(?!detectors/|contracts/)|services/|deploy/)' },
    },
    {
      name: 'messaging-imports-contracts-and-evidence',
      severity: 'error',
      from: { path: '^libs/messaging/src' },
      to: { path: '^(libs/(?!messaging/|contracts/|evidence/)|services/|deploy/)' },
    },
    {
      name: 'libs-never-import-services',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(services|deploy|test)/' },
    },
    {
      name: 'no-service-imports-another',
      severity: 'error',
      from: { path: inService },
      to: { path: '^services/([^/]+)/', pathNot: '^services/$1/' },
    },
    {
      name: 'services-never-import-testing',
      severity: 'error',
      from: { path: inService, pathNot: '\\.spec\\.ts$' },
      to: { path: '^(libs/testing|deploy|test)/' },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: `${inService}domain/`, pathNot: '\\.spec\\.ts$' },
      to: {
        path: [
          '^libs/(messaging|chassis|testing|cli)/',
          `^services/[^/]+/src/(handlers|transport|storage|jobs|config|app\\.module)`,
          'node_modules/(@nestjs|typeorm|pg|@nats-io|undici|fastify)/',
          '^(fs|net|http|https|child_process|fs/promises)$',
        ],
      },
    },
    {
      name: 'handlers-know-ports-only',
      severity: 'error',
      from: { path: `${inService}handlers/`, pathNot: '\\.spec\\.ts$' },
      to: {
        path: [
          `^services/[^/]+/src/(transport|storage|jobs|config|app\\.module)`,
          'node_modules/(@nestjs|typeorm|pg|@nats-io|undici|fastify)/',
        ],
      },
    },
    {
      name: 'nothing-imports-transport',
      severity: 'error',
      from: { path: inService, pathNot: `${inService}(transport/|assemble|app\\.module|main)|\\.spec\\.ts$` },
      to: { path: '^services/[^/]+/src/transport/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/dist/', '^services/console/web/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@countersign/source', 'import', 'node', 'default'],
    },
  },
};
