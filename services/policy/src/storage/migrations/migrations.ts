import { InitialSchema1763700000000 } from './initial-schema.js';
import { Runs1763760000000 } from './runs.js';
import { Shadows1763770000000 } from './shadows.js';
import { ToolChanges1763780000000 } from './tool-changes.js';
import { Versions1763740000000 } from './versions.js';

export const migrations = [
  InitialSchema1763700000000,
  Versions1763740000000,
  Runs1763760000000,
  Shadows1763770000000,
  ToolChanges1763780000000,
];
