import { loadConfig, serviceSettings, storageSettings, trustSettings } from '@countersign/chassis';
import { z } from 'zod';

export const auditSettings = z.object({
  ...serviceSettings.shape,
  ...storageSettings.shape,
  TRUST_FILE: trustSettings.shape.TRUST_FILE,
  SIGNING_KEY_FILE: trustSettings.shape.SIGNING_KEY_FILE.describe(
    'PEM file (PKCS 8, Ed25519) with the key that signs tree heads.',
  ),
  MANIFEST_KEY_FILE: z
    .string()
    .min(1)
    .describe(
      'PEM file (PKCS 8, Ed25519) with the key that signs the manifests of evidence bundles; not the one of tree heads.',
    ),
  LOG_ORIGIN_PREFIX: z
    .string()
    .regex(/^[^\s+]{1,180}[^\s+/]$/u, 'a name without spaces and plus signs, such as log.example.com/countersign')
    .describe(
      'What the names of the logs begin with: `<prefix>/<tenant>`. Never change it: a log is known by its name.',
    ),
  WITNESSES: z
    .string()
    .default('')
    .transform((value) => value.split(',').filter((part) => part.trim() !== ''))
    .pipe(
      z.array(
        z
          .string()
          .trim()
          .regex(
            /^\S+ https?:\/\/\S+$/,
            'a key and an address with a space between, as "<vkey> https://witness.example"',
          )
          .transform((pair) => {
            const [vkey = '', url = ''] = pair.split(' ');
            return { vkey, url };
          }),
      ),
    )
    .describe(
      'Witnesses that cosign tree heads, `<vkey> <url>` each, separated by commas; `countersign witness` is one.',
    ),
  EXPORT_DIR: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Folder in which evidence bundles wait for an hour to be fetched; shared by all replicas. Without it: a private one.',
    ),
  SIGNER_STATE_DIR: z
    .string()
    .min(1)
    .optional()
    .describe('Folder, best on other storage than the database, in which the signer remembers what it signed last.'),
});
export type AuditConfig = z.infer<typeof auditSettings>;

export function auditConfig(): AuditConfig {
  return loadConfig(auditSettings, process.env);
}
