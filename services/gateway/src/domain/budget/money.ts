/** Money is counted in whole billionths of the currency, so that nothing is ever rounded away. */
const digits = 9;

/** `2.50` as billionths. Expects an amount that the governance schema accepted. */
export function nanoOf(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(digits, '0'));
}

/** Billionths as an exact decimal text. */
export function amountOf(nano: bigint): string {
  const text = nano.toString().padStart(digits + 1, '0');
  const fraction = text.slice(-digits).replace(/0+$/, '');
  return text.slice(0, -digits) + (fraction === '' ? '' : `.${fraction}`);
}
