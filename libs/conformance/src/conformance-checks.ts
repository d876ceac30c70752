import { answerChecks } from './cases/answers.js';
import { brokenAnswerChecks } from './cases/broken-answers.js';
import { continuationChecks } from './cases/continuations.js';
import { errorChecks } from './cases/errors.js';
import { flowChecks } from './cases/flow.js';
import { grantChecks } from './cases/grants.js';
import { hostedToolChecks } from './cases/hosted-tools.js';
import { refusedRequestChecks } from './cases/refused-requests.js';
import { unchangedChecks } from './cases/unchanged.js';
import { unusualCallChecks } from './cases/unusual-calls.js';
import type { Check } from './check/check.js';

/** All that a gateway has to get right. */
export function conformanceChecks(): Check[] {
  return [
    ...answerChecks(),
    ...unusualCallChecks(),
    ...brokenAnswerChecks(),
    ...flowChecks(),
    ...refusedRequestChecks(),
    ...hostedToolChecks(),
    ...unchangedChecks(),
    ...continuationChecks(),
    ...errorChecks(),
    ...grantChecks(),
  ];
}
