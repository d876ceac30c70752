import { z } from 'zod';
import { digestSchema, identifierSchema, instantSchema, personNameSchema } from '../names/names.js';
import { defineRpc } from './define-rpc.js';
import { personActorSchema } from './person-actor.js';
import { simulateGovernance } from './policy-proofs-rpc.js';
import { governanceProblemSchema, validateGovernance } from './policy-rpc.js';

const simulated = simulateGovernance.response.shape;

const shadowSchema = z.strictObject({
  shadowId: identifierSchema,
  status: z.enum(['running', 'stopped']),
  revision: digestSchema,
  startedBy: personNameSchema,
  startedAt: instantSchema,
  stoppedBy: personNameSchema.nullable(),
  stoppedAt: instantSchema.nullable(),
  decided: simulated.decided,
  unchanged: simulated.unchanged,
  counts: simulated.counts,
  newlyAllowed: simulated.newlyAllowed,
  newlyHeld: simulated.newlyHeld,
  newlyDenied: simulated.newlyDenied,
  holdsPerDay: simulated.holdsPerDay,
  widens: simulated.widens,
  /** Calls that the candidate was not asked about, for want of time. */
  dropped: z.int().min(0),
  report: simulated.report,
});

/** Has a candidate decide beside the revision in force, without any say. One at a time. */
export const startShadow = defineRpc({
  service: 'policy',
  method: 'startShadow',
  callers: ['console'],
  request: validateGovernance.request,
  response: z.strictObject({
    started: z.boolean(),
    shadowId: identifierSchema.nullable(),
    revision: digestSchema.nullable(),
    problems: z.array(governanceProblemSchema).max(200),
  }),
});

/** What the candidate has said so far; the latest one when none is running, null when there never was one. */
export const getShadow = defineRpc({
  service: 'policy',
  method: 'getShadow',
  callers: ['console'],
  request: z.strictObject({ actor: personActorSchema }),
  response: z.strictObject({ shadow: shadowSchema.nullable() }),
});

export const stopShadow = defineRpc({
  service: 'policy',
  method: 'stopShadow',
  callers: ['console'],
  request: z.strictObject({ actor: personActorSchema }),
  response: z.strictObject({ shadow: shadowSchema }),
});
