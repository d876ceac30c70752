/** What stands where a credential was. */
const removed = '[removed]';

/** Removes a credential from a text, in every form in which an HTTP answer may echo it. */
export function redactSecret(text: string, secret: string): string {
  if (secret === '') return text;
  return formsOf(secret).reduce((redacted, form) => redacted.replaceAll(form, removed), text);
}

/** Longest first, so that no form leaves the rest of a longer one behind. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const forms = [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}
