// Compiles one package's TypeScript to `dist`, file by file. Types are checked by `npm run check`, once for the whole repository:
// checking them per package took minutes on two cores, which a first start should not cost.
import { transformFile } from '@swc/core';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

const source = join(process.cwd(), 'src');
const target = join(process.cwd(), 'dist');

/** As in jest.preset.mjs: what is tested is what runs. */
const options = {
  sourceMaps: true,
  module: { type: 'es6' },
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    keepClassNames: true,
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
};

async function compileFile(file) {
  const out = join(target, relative(source, file)).replace(/\.ts$/, '.js');
  await mkdir(dirname(out), { recursive: true });
  if (!file.endsWith('.ts')) return cp(file, out);
  const { code, map } = await transformFile(file, options);
  await writeFile(`${out}.map`, map);
  await writeFile(out, `${code}\n//# sourceMappingURL=${out.split('/').at(-1)}.map\n`);
}

await rm(target, { recursive: true, force: true });
const entries = await readdir(source, { recursive: true, withFileTypes: true });
const files = entries
  .filter((entry) => entry.isFile() && !/(\.spec|\.d)\.ts$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));
await Promise.all(files.map(compileFile));
