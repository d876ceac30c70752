import { Budgets1763740000000 } from './budgets.js';
import { ExpiredReservations1763783000000 } from './expired-reservations.js';
import { InitialSchema1763700000000 } from './initial-schema.js';
import { LiftedSuspensions1763782000000 } from './lifted-suspensions.js';
import { ReservedGrants1763784000000 } from './reserved-grants.js';
import { ToolSuspensions1763731000000 } from './tool-suspensions.js';
import { WithheldOutputs1763730000000 } from './withheld-outputs.js';

export const migrations = [
  InitialSchema1763700000000,
  WithheldOutputs1763730000000,
  ToolSuspensions1763731000000,
  Budgets1763740000000,
  LiftedSuspensions1763782000000,
  ExpiredReservations1763783000000,
  ReservedGrants1763784000000,
];
