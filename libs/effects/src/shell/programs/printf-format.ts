const CONVERSION = /%(?:%|[-+ #0']*(?:\d+|\*)?(?:\.(?:\d+|\*)?)?[diouxXeEfFgGcsbq])/g;

/** Whether a printf format only prints. `%n` sets a variable, and its name can hold an index that runs code. */
export function isSafeFormat(format: string): boolean {
  return !format.replace(CONVERSION, '').includes('%');
}
