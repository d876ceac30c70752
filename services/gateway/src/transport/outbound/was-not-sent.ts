const beforeSending = new Set(['ADDRESS_REFUSED', 'UND_ERR_CONNECT_TIMEOUT']);
const certificateFault = /^(CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/** True only when an error proves that no byte of the request left: no address, no connection, no trusted certificate. */
export function wasNotSent(error: unknown): boolean {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(wasNotSent);
  const { code, syscall, cause } = error as { code?: unknown; syscall?: unknown; cause?: unknown };
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true;
  if (typeof code === 'string' && (beforeSending.has(code) || certificateFault.test(code))) return true;
  return cause !== undefined && cause !== error && wasNotSent(cause);
}
