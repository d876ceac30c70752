import { CreateRecord1763720000000 } from './create-record.js';

/** In the order in which they are applied. */
export const migrations = [CreateRecord1763720000000];
