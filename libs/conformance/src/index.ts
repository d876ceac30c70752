export { batchOf, type BatchAnswer } from './cases/batch.js';
export { type World } from './check/check.js';
export { type Target } from './client/question.js';
export { conformanceChecks } from './conformance-checks.js';
export { conformanceAgent, conformanceApprover, conformanceGovernance } from './governance.js';
export { ScriptedProvider } from './provider/scripted-provider.js';
export { runChecks, type Outcome } from './run-checks.js';
