import { readFile } from 'node:fs/promises';

let script: Promise<Buffer> | undefined;

/** The verifier as one file without dependencies, as it goes into each bundle. */
export function loadVerifyScript(): Promise<Buffer> {
  script ??= readFile(new URL('../verify.mjs', import.meta.url)).catch(generate);
  return script;
}

/** When run from source there is no build to take it from; the generator of the build makes it then. */
async function generate(): Promise<Buffer> {
  const generator = new URL('../../tools/verify-script.mjs', import.meta.url);
  const { verifyScript } = (await import(generator.href)) as { verifyScript: () => Promise<string> };
  return Buffer.from(await verifyScript(), 'utf8');
}
