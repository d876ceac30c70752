/**
 * Long work in small steps: each `yield` is a point where the process may decide calls before it goes on.
 * What is returned is the result.
 */
export type Steps<T> = Generator<void, T, void>;

/** Does all steps at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
