import { z } from 'zod';

/** Base64 Ed25519 signature over the DSSE v1 pre-authentication encoding of (payload type, RFC 8785 bytes). */
export const signatureSchema = z.string().regex(/^[A-Za-z0-9+/]{86}==$/);
