/**
 * The columns of built-in functions that return a record. Needed because Postgres reads `x.name` as the call
 * `name(x)` when x has no such column: on a function's scalar result that runs any function by its name.
 */
export const RECORD_COLUMNS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    json_each: ['key', 'value'],
    json_each_text: ['key', 'value'],
    jsonb_each: ['key', 'value'],
    jsonb_each_text: ['key', 'value'],
    json_array_elements: ['value'],
    json_array_elements_text: ['value'],
    jsonb_array_elements: ['value'],
    jsonb_array_elements_text: ['value'],
  }),
);
