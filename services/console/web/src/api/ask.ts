/** What the server refused, in its own words. */
export class Refused extends Error {
  readonly code: string;
  readonly remedy: string | undefined;
  readonly status: number;

  constructor(problem: { code: string; detail: string; remedy?: string | undefined; status: number }) {
    super(problem.detail);
    this.code = problem.code;
    this.remedy = problem.remedy;
    this.status = problem.status;
  }
}

interface ProblemBody {
  code?: string;
  detail?: string;
  remedy?: string;
}

/** Asks the console's API as the signed-in person. Throws `Refused` for every answer that is no success. */
export async function ask<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const response = await fetch(`/api/v1${path}`, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.ok) return (await response.json()) as T;
  const problem = (await response.json().catch(() => ({}))) as ProblemBody;
  const { code = 'unreachable', detail = `The server answered ${response.status}.`, remedy } = problem;
  throw new Refused({ code, detail, remedy, status: response.status });
}
