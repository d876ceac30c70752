// Writes docs/configuration.md from the services' setting schemas, or with --check says whether it is up to date. Needs `npm run build`.
import { readFileSync, writeFileSync } from 'node:fs';

const services = ['gateway', 'policy', 'approvals', 'credentials', 'audit', 'console'];
const target = new URL('configuration.md', import.meta.url);

function defaultOf(schema) {
  const inner = schema.def.type === 'pipe' ? schema.def.in : schema;
  if (inner.def.type === 'optional') return 'not set';
  if (inner.def.type !== 'default') return 'required';
  const value = inner.def.defaultValue;
  return Array.isArray(value) && value.length === 0 ? 'empty' : `\`${String(value)}\``;
}

const descriptionOf = (schema) =>
  schema.description ?? schema.def.in?.description ?? schema.def.innerType?.description ?? '';

async function tableOf(service) {
  const settings = await import(new URL(`../services/${service}/dist/config.js`, import.meta.url));
  const schema = settings[`${service}Settings`];
  const rows = Object.entries(schema.shape).map(
    ([name, setting]) => `| \`${name}\` | ${defaultOf(setting)} | ${descriptionOf(setting).replaceAll('|', '\\|')} |`,
  );
  return [`## ${service}`, '', '| setting | default | meaning |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

const head = `# Configuration

Each service reads its settings from the environment, once, at start. A missing, unusable or misspelt setting ends the start with a
sentence that says what to do. This page is generated from the schemas: \`node docs/generate-configuration.mjs\`.

Under \`npm start\` the launcher sets all of these; \`COUNTERSIGN_<SERVICE>_<SETTING>\` passes one on, for example
\`COUNTERSIGN_GATEWAY_LOG_LEVEL=debug\`.
`;
const text = [head, ...(await Promise.all(services.map(tableOf)))].join('\n');
if (!process.argv.includes('--check')) {
  writeFileSync(target, text);
} else if (readFileSync(target, 'utf8') !== text) {
  process.stderr.write(
    'docs/configuration.md is not what the schemas say. Run: node docs/generate-configuration.mjs\n',
  );
  process.exit(1);
}
