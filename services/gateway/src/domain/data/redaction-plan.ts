import type { Decision } from '@countersign/contracts';

/** What an obligation names: places in a JSON result, and categories of data. */
export function redactionPlan({ redact = [] }: Decision['obligations']): { pointers: string[]; categories: string[] } {
  return {
    pointers: redact.filter((entry) => entry.startsWith('/')),
    categories: redact.filter((entry) => !entry.startsWith('/')),
  };
}
