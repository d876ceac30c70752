import { fileURLToPath } from 'node:url';

/** The folder of the checkout: four levels up from this file, in `src` as well as in `dist`. */
export const repositoryRoot = fileURLToPath(new URL('../../../../', import.meta.url));
