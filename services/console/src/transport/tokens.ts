/** Injection tokens of the console's parts. */
export const rpcToken = Symbol('rpc');
export const sessionsToken = Symbol('sessions');
export const signInToken = Symbol('sign in');
export const peopleToken = Symbol('people');
export const consoleUrlToken = Symbol('console url');
