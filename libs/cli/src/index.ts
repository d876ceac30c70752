export { governanceFilesBelow, type GovernanceFile } from './governance/governance-files-below.js';
