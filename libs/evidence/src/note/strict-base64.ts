/** Standard alphabet, padded, one spelling per value; undefined for anything else, which Buffer.from would let pass. */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
