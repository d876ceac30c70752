import { z } from 'zod';
import { effectKindSchema } from '../effects/effect.js';
import { personNameSchema } from '../names/names.js';
import { argumentConditionSchema } from './argument-condition.js';
import { historyConditionSchema } from './history-condition.js';
import { governanceNameSchema, runLabelSchema } from './names.js';
import { shellServiceSchema } from './shell-service.js';

const effectKinds = z.array(effectKindSchema).min(1).max(7);
const directory = z
  .string()
  .max(1024)
  .regex(/^\/([^\0]*[^\0/])?$/, 'an absolute directory such as /workspace');
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 08:30');
const label = runLabelSchema;
const names = z.array(z.string().min(1).max(256)).min(1).max(256);
const accesses = z
  .array(z.enum(['read', 'write', 'delete']))
  .min(1)
  .max(3);
const hostPattern = z
  .string()
  .max(253)
  .regex(/^(\*\.)?[a-z0-9:[\].-]+$/, 'a host such as api.github.com, or *.github.com');

const hasAndNot = z
  .strictObject({ has: z.array(label).min(1).max(32).optional(), not: z.array(label).min(1).max(32).optional() })
  .refine((labels) => labels.has !== undefined || labels.not !== undefined, { message: 'say has or not' });

/** Every condition named must hold. None named: the rule always applies. */
export const ruleConditionsSchema = z.strictObject({
  /** On the call's arguments; on a model call, on its parameters. */
  arguments: z.array(argumentConditionSchema).min(1).max(32).optional(),
  /** `only`: the call does nothing else. `any`: it does at least one. `none`: it does none of them. */
  effects: z
    .strictObject({ only: effectKinds.optional(), any: effectKinds.optional(), none: effectKinds.optional() })
    .refine((effects) => effects.only ?? effects.any ?? effects.none, { message: 'say only, any or none' })
    .optional(),
  /** The paths that the call touches (or only those it accesses so) lie in one of these directories. */
  paths: z.strictObject({ within: z.array(directory).min(1).max(64), access: accesses.optional() }).optional(),
  /** The tables and views that a statement touches (or only those it accesses so), as schema.name. */
  relations: z.strictObject({ in: names, access: accesses.optional() }).optional(),
  /** The database functions that a statement calls. */
  functions: z.strictObject({ in: names }).optional(),
  /** The services that a shell command asks. */
  services: z.strictObject({ in: z.array(shellServiceSchema).min(1).max(64) }).optional(),
  requests: z
    .strictObject({
      hosts: z.array(hostPattern).min(1).max(256).optional(),
      methods: z
        .array(z.string().regex(/^[A-Z]{1,16}$/))
        .min(1)
        .max(16)
        .optional(),
      ports: z.array(z.int().min(1).max(65_535)).min(1).max(64).optional(),
      /** Path prefixes, whole segments: /v1/issues covers /v1/issues/7 and not /v1/issues-old. */
      paths: z.array(z.string().regex(/^\//).max(1024)).min(1).max(256).optional(),
    })
    .refine((requests) => requests.hosts ?? requests.methods ?? requests.ports ?? requests.paths, {
      message: 'say hosts, methods, ports or paths',
    })
    .optional(),
  /** `from` later than `to` spans midnight; the weekday is the one on which the moment lies. */
  time: z
    .strictObject({
      weekdays: z
        .array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']))
        .min(1)
        .max(7)
        .optional(),
      from: clockTime.optional(),
      to: clockTime.optional(),
      /** IANA name, such as Europe/Berlin. */
      timezone: z.string().min(1).max(64).default('UTC'),
    })
    .optional(),
  environment: z.array(governanceNameSchema).min(1).max(32).optional(),
  /** The person the run acts for. */
  principal: z
    .strictObject({
      people: z.array(personNameSchema).min(1).max(256).optional(),
      groups: z.array(governanceNameSchema).min(1).max(64).optional(),
    })
    .refine((principal) => principal.people ?? principal.groups, { message: 'say people or groups' })
    .optional(),
  /** Labels that the run has collected, such as read-confidential or saw-untrusted-content. */
  labels: hasAndNot.optional(),
  /** Categories of data found in a prompt, such as secret, personal or card-number. */
  data: hasAndNot.optional(),
  /** The provider that a model call would go to. */
  providers: z.array(governanceNameSchema).min(1).max(64).optional(),
  history: historyConditionSchema.optional(),
});
export type RuleConditions = z.infer<typeof ruleConditionsSchema>;
