import { InitialSchema1763700000000 } from './initial-schema.js';
import { ReplaceableLeases1763720000000 } from './replaceable-leases.js';
import { RunScopes1763731000000 } from './run-scopes.js';

export const migrations = [InitialSchema1763700000000, ReplaceableLeases1763720000000, RunScopes1763731000000];
