import { testGovernance } from '@countersign/contracts';
import type { Command } from 'commander';
import type { z } from 'zod';
import { contextOf } from '../command-context.js';
import { show } from '../output/print.js';
import { filesOf, withFiles, type FileOptions } from './governance-files.js';
import { problemLines } from './publish-outcome.js';

type Tested = z.output<typeof testGovernance.response>;

export function testLines({ valid, problems, results, passed, failed }: Tested): string[] {
  if (!valid) return problemLines(problems);
  const failures = results
    .filter((result) => !result.passed)
    .flatMap(({ cases, name, differences, trace }) => [
      `FAILED  ${cases}: ${name}`,
      ...differences.map((difference) => `        ${difference}`),
      ...trace.map((why) => `        considered ${why}`),
    ]);
  return [...failures, `${passed} passed, ${failed} failed.`];
}

async function test(options: FileOptions, command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  const tested = await client.post('/governance/test', filesOf(options), testGovernance.response);
  show(tested, () => testLines(tested), json);
  if (!tested.valid || tested.failed > 0) process.exitCode = 1;
}

/** Adds `policy test`: decides the cases in a folder. Exit 1 when one of them comes out otherwise than expected. */
export function addPolicyTest(policy: Command): void {
  withFiles(policy.command('test').description('decide the cases in these files and compare')).action(
    (options: FileOptions, command: Command) => test(options, command),
  );
}
