export type Credential = { kind: 'bearer'; secret: string } | { kind: 'cookie'; secret: string } | null;

export const sessionCookie = 'countersign_session';

/** What a human-plane request shows: a bearer token, or else the session cookie. */
export function readCredential(headers: {
  authorization?: string | undefined;
  cookie?: string | undefined;
}): Credential {
  const bearer = /^Bearer ([\x21-\x7e]{1,256})$/.exec(headers.authorization ?? '');
  if (headers.authorization !== undefined) return bearer ? { kind: 'bearer', secret: bearer[1] as string } : null;
  const cookie = (headers.cookie ?? '')
    .split(';')
    .map((part) => part.trim().split('='))
    .find(([name]) => name === sessionCookie);
  return cookie?.[1] ? { kind: 'cookie', secret: cookie[1] } : null;
}
