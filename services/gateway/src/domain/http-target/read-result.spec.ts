import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readResult } from './read-result.js';

const read = (text: string, secret = '', pointers: string[] = []) =>
  readResult({ bytes: Buffer.from(text), contentType: '' }, { secret, pointers });

describe('what an agent sees of an answer', () => {
  it('is JSON where it is JSON, and text where it is not', () => {
    expect(read('{"b":1, "a":[true]}')).toEqual({ text: '{"a":[true],"b":1}', mediaType: 'application/json' });
    expect(read('{"a":1,"a":2}')).toEqual({ text: '{"a":1,"a":2}', mediaType: 'text/plain' });
  });

  it('holds the credential in no form, wherever the target echoes it', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 12, maxLength: 60, unit: 'grapheme-ascii' }),
        fc.string(),
        (secret, around) => {
          const bytes = Buffer.from(secret);
          const forms = [
            secret,
            encodeURIComponent(secret),
            bytes.toString('base64'),
            bytes.toString('base64url'),
            bytes.toString('hex'),
          ];
          for (const form of forms) {
            const json = read(JSON.stringify({ around, echo: `${around}${form}${around}` }), secret).text;
            expect(json).not.toContain(JSON.stringify(form).slice(1, -1));
            expect(read(`<p>${form}</p>`, secret).text).not.toContain(form);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('does not hide a credential behind an escape', () => {
    expect(read('{"echo":"\\u0073ecret-value-123"}', 'secret-value-123').text).toBe('{"echo":"[removed]"}');
  });

  it('lacks what policy hides, in lists too, and the whole of what it cannot look into', () => {
    expect(read('{"users":[{"ssn":"1","n":"a"},{"ssn":"2"}],"k":1}', '', ['/users/*/ssn']).text).toBe(
      '{"k":1,"users":[{"n":"a","ssn":"[redacted]"},{"ssn":"[redacted]"}]}',
    );
    expect(read('ssn=1', '', ['/ssn']).text).toBe('[redacted]');
  });
});
