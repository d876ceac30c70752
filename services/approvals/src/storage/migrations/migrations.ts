import { EndedCalls1763720000000 } from './ended-calls.js';
import { InitialSchema1763700000000 } from './initial-schema.js';

export const migrations = [InitialSchema1763700000000, EndedCalls1763720000000];
