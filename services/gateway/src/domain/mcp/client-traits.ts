import { z } from 'zod';
import type { JsonObject } from '../wire/seam/json-object.js';
import { isLegacyRevision, modernRevision, newestLegacyRevision } from './revisions.js';

/** What the client that asks is able to do, as it says itself. */
export interface ClientTraits {
  revision: string;
  /** It can show people a link. */
  links: boolean;
  /** It takes a task in place of a result. */
  tasks: boolean;
  /** Groups its calls into one run; null when it has no session. */
  session: string | null;
}

const object = z.looseObject({});
const capabilitiesSchema = z.looseObject({
  elicitation: z.looseObject({ url: object.optional() }).optional(),
  extensions: z.looseObject({ 'io.modelcontextprotocol/tasks': object.optional() }).optional(),
});
const sessionSchema = z.strictObject({ r: z.string(), l: z.boolean(), n: z.string().max(64) });
const initializeSchema = z.looseObject({
  protocolVersion: z.string().max(64),
  capabilities: capabilitiesSchema.default({}),
});
const metaSchema = z.looseObject({ 'io.modelcontextprotocol/clientCapabilities': capabilitiesSchema });

/** A client of a revision with sessions introduces itself; null when it does not do so as the protocol wants it. */
export function traitsOfInitialize(params: JsonObject, nonce: string): ClientTraits | null {
  const read = initializeSchema.safeParse(params);
  if (!read.success) return null;
  const { protocolVersion, capabilities } = read.data;
  const revision = isLegacyRevision(protocolVersion) ? protocolVersion : newestLegacyRevision;
  const newest = revision === newestLegacyRevision;
  return { revision, links: newest && capabilities.elicitation?.url !== undefined, tasks: newest, session: nonce };
}

/** What a session token carries of the client that began the session. */
export function sessionPayload({ revision, links, session }: ClientTraits): unknown {
  return { r: revision, l: links, n: session };
}

export function traitsOfSession(payload: unknown): ClientTraits | null {
  const read = sessionSchema.safeParse(payload);
  if (!read.success || !isLegacyRevision(read.data.r)) return null;
  const { r: revision, l: links, n: session } = read.data;
  return { revision, links, tasks: revision === newestLegacyRevision, session };
}

/** A client that asks without any session: one of the oldest kind, of which nothing is expected. */
export function traitsOfStranger(revision: string | undefined): ClientTraits | null {
  const assumed = revision ?? '2025-03-26';
  if (!isLegacyRevision(assumed)) return null;
  return { revision: assumed, links: false, tasks: assumed === newestLegacyRevision, session: null };
}

/** A client of the current revision says with each request what it can do. */
export function traitsOfMeta(meta: JsonObject): ClientTraits | null {
  const read = metaSchema.safeParse(meta);
  if (!read.success) return null;
  const { elicitation, extensions } = read.data['io.modelcontextprotocol/clientCapabilities'];
  return {
    revision: modernRevision,
    links: elicitation?.url !== undefined,
    tasks: extensions?.['io.modelcontextprotocol/tasks'] !== undefined,
    session: null,
  };
}
