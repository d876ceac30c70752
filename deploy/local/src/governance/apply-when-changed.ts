import type { GovernanceFile } from '@countersign/cli';
import { folderDigest, type AppliedGovernance } from './applied-governance.js';
import type { ConsoleClient } from './console-client.js';

interface Folder {
  tenant: string;
  files: readonly GovernanceFile[];
  variables: Record<string, string>;
}

type Applied = AppliedGovernance[string];

export interface FolderOutcome {
  applied: Applied;
  /** Something else than the folder is in force: people published it meanwhile, or have to confirm the folder first. */
  isOther: boolean;
  notice?: string;
}

/**
 * Applies a tenant's folder when it is not what was applied from it last. An unchanged folder is left alone, so that a
 * start does not take back what people published meanwhile.
 */
export async function applyWhenChanged(
  admin: Pick<ConsoleClient, 'applyGovernance' | 'revisionInForce'>,
  { tenant, files, variables }: Folder,
  last: Applied | undefined,
): Promise<FolderOutcome> {
  const folder = folderDigest(files, variables);
  const inForce = await admin.revisionInForce();
  if (last?.folder === folder && inForce !== null) {
    if (inForce === last.revision) return { applied: last, isOther: false };
    const notice = `What was published for ${tenant} since the last start stays in force; governance/${tenant} is applied again once it changes.`;
    return { applied: last, isOther: true, notice };
  }
  const { revision, published } = await admin.applyGovernance(files, variables);
  const applied = { folder, revision };
  if (published) return { applied, isOther: false };
  return { applied, isOther: true, notice: `governance/${tenant} has changed and waits for a second person.` };
}
