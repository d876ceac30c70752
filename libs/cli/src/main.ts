import { Command } from 'commander';
import { addApprovalCommands } from './commands/approvals.js';
import { addConformanceCommand } from './commands/conformance.js';
import { addBudgetsCommand } from './commands/budgets.js';
import { addDoctorCommand } from './commands/doctor.js';
import { addEventsCommand } from './commands/events.js';
import { addEvidenceCommands } from './commands/evidence.js';
import { addPolicyDiff } from './commands/governance-diff.js';
import { addPolicyProposals } from './commands/governance-proposals.js';
import { addPolicyVersions } from './commands/governance-versions.js';
import { addPolicySchema } from './commands/policy-schema.js';
import { addGovernanceCommands } from './commands/governance.js';
import { addKeyCommands } from './commands/keys.js';
import { addMcpCommands } from './commands/mcp.js';
import { addPolicyCheck } from './commands/policy-check.js';
import { addPolicyShadow } from './commands/policy-shadow.js';
import { addPolicySimulate } from './commands/policy-simulate.js';
import { addPolicyTest } from './commands/policy-test.js';
import { addPreflight } from './commands/preflight.js';
import { addPolicyEval } from './commands/policy-eval.js';
import { addToolCommands } from './commands/tools.js';
import { addWitnessCommand } from './commands/witness.js';
import { CommandError } from './output/command-error.js';

function program(): Command {
  const root = new Command('countersign')
    .description('The control plane for AI agents: policy, approvals and the record, from the command line.')
    .option('--url <url>', 'address of the console (COUNTERSIGN_URL)')
    .option('--token <token>', 'person token (COUNTERSIGN_TOKEN)')
    .option('--data <folder>', 'data folder of a local instance', '.countersign')
    .option('--as <person>', 'act as this approver of a local instance')
    .option('--json', 'print JSON')
    .enablePositionalOptions(false)
    .showHelpAfterError('See --help.');
  addGovernanceCommands(root, addPolicy(root));
  addApprovalCommands(root);
  addEventsCommand(root);
  addEvidenceCommands(root);
  addPreflight(root);
  addKeyCommands(root);
  addToolCommands(root);
  addMcpCommands(root);
  addBudgetsCommand(root);
  addConformanceCommand(root);
  addDoctorCommand(root);
  addWitnessCommand(root);
  return root;
}

function addPolicy(root: Command): Command {
  const policy = root.command('policy').description('governance as code');
  addPolicyEval(policy);
  addPolicyTest(policy);
  addPolicySimulate(policy);
  addPolicyShadow(policy);
  addPolicyCheck(policy);
  addPolicyDiff(policy);
  addPolicyVersions(policy);
  addPolicyProposals(policy);
  addPolicySchema(policy);
  return policy;
}

// A pager or `head` that has seen enough is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await program().parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof CommandError ? error.exitCode : 1;
}
