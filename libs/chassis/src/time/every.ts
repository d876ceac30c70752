import type { ReportError } from '@countersign/messaging';

/** Runs a job again and again, never twice at once; a failure is reported and the next turn comes all the same. */
export function every(intervalMs: number, job: () => Promise<unknown>, report: ReportError): () => Promise<void> {
  let running: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    running ??= job()
      .catch((error: unknown) => report(error, { job: job.name }))
      .finally(() => (running = undefined));
  }, intervalMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
