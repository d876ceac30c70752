import { readFile } from 'node:fs/promises';

/** The verifier as one file without dependencies, as it goes into each bundle. */
export async function loadVerifyScript(): Promise<Buffer> {
  const built = new URL('../verify.mjs', import.meta.url);
  return (await readFile(built).catch(() => undefined)) ?? (await generate());
}

/** When run from source there is no build to take it from; the generator of the build makes it then. */
async function generate(): Promise<Buffer> {
  const generator = new URL('../../tools/verify-script.mjs', import.meta.url);
  const { verifyScript } = (await import(generator.href)) as { verifyScript: () => Promise<string> };
  return Buffer.from(await verifyScript(), 'utf8');
}
