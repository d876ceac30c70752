/** The parts of Jest's JSON report that are read. */
export interface FileReport {
  name: string;
  status: string;
  message?: string;
  assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
}
export interface Report {
  testResults: FileReport[];
}
export interface OnlyThen {
  file: string;
  failures: { test: string; message: string }[];
}

export const mostSecondTries: number;
export function countOf(report: Report): { passed: number; failed: number; skipped: number };
export function filesToTryAgain(report: Report, triedBefore: number): string[];
export function afterSecondTries(
  report: Report,
  tries: Map<string, Report | null>,
): { report: Report; onlyThen: OnlyThen[] };
export function sayWhatPassedOnlyThen(onlyThen: (OnlyThen & { phase: string })[]): string;
