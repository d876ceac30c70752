/** The value cannot be written in canonical form. The message never quotes the value. */
export class CanonicalJsonError extends Error {
  override readonly name = 'CanonicalJsonError';

  constructor(
    readonly reasonCode: 'lone_surrogate' | 'number_not_finite' | 'not_json' | 'too_deep',
    message: string,
  ) {
    super(message);
  }
}
