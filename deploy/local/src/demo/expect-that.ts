/** The demo tells what happened; where something else happened than it says, it ends as failed. */
export function expectThat(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new Error(`this should not have happened: ${otherwise}`);
}
