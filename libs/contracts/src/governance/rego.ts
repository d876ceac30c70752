import { z } from 'zod';
import { approverRuleSchema } from './approver-rule.js';
import { governanceNameSchema } from './names.js';

/** Base64 of a bundle; it travels with the other documents of a revision, so it has to stay small. */
const maxBundleText = 524_288;

/** Where a signed bundle's public key is pinned; the algorithm is never taken from the bundle. */
const bundleKeySchema = z.strictObject({
  algorithm: z.enum(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384']).default('RS256'),
  /** PEM, "-----BEGIN PUBLIC KEY-----". */
  publicKey: z.string().min(64).max(8192),
});

/** Rego of the tenant's own. It sees what the policies decided and may only make it stricter. */
export const regoDocumentSchema = z
  .strictObject({
    kind: z.literal('Rego'),
    name: governanceNameSchema,
    /** In the governance folder: a signed bundle (.tar.gz), or a module (.rego) to be compiled where `opa` is at hand. */
    file: z
      .string()
      .max(256)
      .regex(/^[\w-][\w./-]*\.(rego|tar\.gz)$/, 'a path in the governance folder that ends in .rego or .tar.gz')
      .optional(),
    /** Of a bundle server, which is asked again and again. */
    url: z
      .url({ protocol: /^https?$/ })
      .max(1024)
      .optional(),
    key: bundleKeySchema.optional(),
    /** A rule that gives `{"verdict": "allow" | "hold" | "deny", "reason": "..."}`. */
    entrypoint: z
      .string()
      .max(128)
      .regex(/^[a-z_][\w]*(\/[a-z_]\w*)+$/i)
      .default('countersign/tenant/decision'),
    /** Who may grant what it holds. Without them, what it would hold is denied. */
    approvers: approverRuleSchema.optional(),
    /** Filled in when the document is applied: the bundle itself, in base64. */
    bundle: z.base64().max(maxBundleText).optional(),
  })
  .refine(({ file, url }) => (file === undefined) !== (url === undefined), { message: 'name a file or a url' })
  .refine(({ file, key }) => file?.endsWith('.rego') === true || key !== undefined, {
    message: 'a bundle needs the public key that its signature is checked with',
    path: ['key'],
  });
export type RegoDocument = z.infer<typeof regoDocumentSchema>;
