import { z } from 'zod';

const subjectToken = /^[a-z0-9][a-z0-9-]{0,62}$/;
const subjectTokenForm = 'lower-case letters, digits and hyphens, at most 63';

/** Names that become NATS subject tokens: no dots, wildcards or spaces can ever reach a subject. */
export const tenantNameSchema = z.string().regex(subjectToken, subjectTokenForm);
export const agentNameSchema = z.string().regex(subjectToken, subjectTokenForm);
export const personNameSchema = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/);
export const toolNameSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/);
export const identifierSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/);
export const digestSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/);
/** RFC 3339, UTC, fixed millisecond precision. */
export const instantSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
export const traceparentSchema = z.string().regex(/^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/);
/** A stable machine-readable code, such as `record_unavailable`. */
export const reasonCodeSchema = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/);

/** The tenant whose log takes what cannot be attributed to any tenant, such as calls with an unknown key. */
export const systemTenant = 'system';
