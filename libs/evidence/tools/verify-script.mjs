import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

/**
 * Puts the modules of src/verifier into one file without dependencies, verify.mjs, which goes into every evidence
 * bundle. The modules stay readable: only their types, their imports of each other and their exports are taken away.
 */
const ENTRY = new URL('../src/verifier/verify-command.ts', import.meta.url);

const HEADER = `#!/usr/bin/env node
// Verifies a Countersign evidence bundle offline. One file, no dependencies: node verify.mjs --help
// Made from libs/evidence/src/verifier of Countersign, Apache-2.0. It shares no code with what writes bundles.
`;

const START = `process.exitCode = await runVerifyCommand(process.argv.slice(2), (text) => console.log(text));
`;

const COMPILER_OPTIONS = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  isolatedModules: true,
  useDefineForClassFields: false,
};

/** The text of verify.mjs. */
export async function verifyScript() {
  const script = { seen: new Set(), nodeImports: new Map(), names: new Map(), bodies: [] };
  await add(ENTRY, script);
  const imports = [...script.nodeImports]
    .sort()
    .map(([from, names]) => `import { ${[...names].sort().join(', ')} } from '${from}';\n`);
  return [HEADER, imports.join(''), ...script.bodies, START].join('\n');
}

/** Adds a module behind those that it imports. */
async function add(url, script) {
  if (script.seen.has(url.href)) return;
  script.seen.add(url.href);
  const source = await readFile(url, 'utf8');
  const { outputText } = ts.transpileModule(source, { compilerOptions: COMPILER_OPTIONS, fileName: url.pathname });
  const file = ts.createSourceFile(url.pathname, outputText, ts.ScriptTarget.ES2022, true);
  const kept = [];
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) await addImport(statement, url, script);
    else if (!ts.isExportDeclaration(statement)) kept.push(withoutExport(statement, outputText));
    claimNames(statement, url, script);
  }
  script.bodies.push(`${kept.join('\n').trim()}\n`);
}

async function addImport(statement, url, script) {
  const from = statement.moduleSpecifier.text;
  if (from.startsWith('.')) return add(new URL(from.replace(/\.js$/, '.ts'), url), script);
  if (!from.startsWith('node:')) throw new Error(`${url.pathname} imports ${from}; the verifier has no dependencies`);
  const names = script.nodeImports.get(from) ?? new Set();
  for (const element of statement.importClause.namedBindings.elements) names.add(element.getText());
  script.nodeImports.set(from, names);
}

/** All modules share one scope, so a name may be declared by one of them only. */
function claimNames(statement, url, { names }) {
  const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement];
  for (const { name } of declared) {
    if (name === undefined || !ts.isIdentifier(name)) continue;
    if (names.has(name.text))
      throw new Error(`${name.text} is declared in ${names.get(name.text)} and in ${url.pathname}`);
    names.set(name.text, url.pathname);
  }
}

function withoutExport(statement, text) {
  const modifier = statement.modifiers?.find(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  const [start, end] = [statement.getFullStart(), statement.getEnd()];
  if (modifier === undefined) return text.slice(start, end).replace(/^\n+/, '');
  return (text.slice(start, modifier.getStart()) + text.slice(modifier.getEnd() + 1, end)).replace(/^\n+/, '');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await writeFile(fileURLToPath(new URL('../dist/verify.mjs', import.meta.url)), await verifyScript());
}
