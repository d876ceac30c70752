import type { BundleFiles } from './bundle-files.js';
import type { Findings } from './findings.js';
import type { Manifest } from './manifest-file.js';

/** Every file that the manifest names is there with the digest it states, and there is no other. */
export async function checkFiles(files: BundleFiles, manifest: Manifest, findings: Findings): Promise<void> {
  const log = findings.begin('files');
  for (const [file, digest] of manifest.digests) {
    if (!files.has(file)) log.fail('file_missing', 'the manifest names this file and it is not there', { file });
    else if ((await files.sha256(file)) !== digest) {
      log.fail('manifest_mismatch', 'the file is not the one whose digest the manifest states', { file });
    }
  }
  for (const file of files.paths) {
    if (file !== 'manifest.json' && !manifest.digests.has(file)) {
      log.fail('file_unlisted', 'the manifest does not name this file; remove it if it is not of the bundle', { file });
    }
  }
  log.done('SHA-256 of every file against the manifest', manifest.digests.size);
}
