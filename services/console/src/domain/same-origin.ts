const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A request that rides on the cookie may change something only when the console's own pages sent it. */
export function isSameOrigin(request: { method: string; origin: string | undefined }, consoleUrl: string): boolean {
  return readingMethods.has(request.method) || request.origin === new URL(consoleUrl).origin;
}
