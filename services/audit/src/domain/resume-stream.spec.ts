import { describe, expect, it } from '@jest/globals';
import { resumeStream } from './resume-stream.js';

const created = '2026-11-21T10:00:00.123456789Z';
const stored = { incarnation: created, sequence: 40, digest: 'sha256:aa' };
const stream = { created, first: 1, last: 50, digestAtPosition: 'sha256:aa', missingUpTo: 0 };

describe('where a sealer goes on reading', () => {
  it('begins with the first message of a stream of which nothing is sealed', () => {
    const nothing = { incarnation: null, sequence: 0, digest: null };
    expect(resumeStream(nothing, stream, 1)).toEqual({ incarnation: created, after: 0 });
  });

  it('goes on behind the last sealed message of the same stream', () => {
    expect(resumeStream(stored, stream, 7)).toEqual({ incarnation: created, after: 40 });
  });

  it('reads a re-created stream from its first message, under its own name', () => {
    const other = { ...stream, created: '2026-11-22T00:00:00.000000001Z', digestAtPosition: 'sha256:aa' };
    expect(resumeStream(stored, other, 7)).toEqual({ incarnation: other.created, after: 0 });
  });

  it('reads a stream that lost its tail again, under a name that nobody has heard', () => {
    const cut = { ...stream, last: 39, digestAtPosition: null };
    expect(resumeStream(stored, cut, 7)).toEqual({ incarnation: `${created}#7`, after: 0 });
  });

  it('notices a lost tail even when new messages have already taken its numbers', () => {
    const regrown = { ...stream, digestAtPosition: 'sha256:bb' };
    expect(resumeStream(stored, regrown, 7)).toEqual({ incarnation: `${created}#7`, after: 0 });
  });

  it('goes on within a life of the stream that already had a name of its own', () => {
    const named = { ...stored, incarnation: `${created}#7` };
    expect(resumeStream(named, stream, 9)).toEqual({ incarnation: `${created}#7`, after: 40 });
  });

  it('goes on behind what expired before it was sealed, so that its producers publish it again', () => {
    const expired = { ...stream, first: 45, digestAtPosition: null };
    expect(resumeStream(stored, expired, 7)).toEqual({ incarnation: `${created}#7`, after: 44 });
  });

  it('goes on behind a hole in the middle in the same way', () => {
    const holed = { ...stream, missingUpTo: 43 };
    expect(resumeStream(stored, holed, 7)).toEqual({ incarnation: `${created}#7`, after: 43 });
  });

  it('does not mind that what is sealed has expired since', () => {
    const expired = { ...stream, first: 41, digestAtPosition: null };
    expect(resumeStream(stored, expired, 7)).toEqual({ incarnation: created, after: 40 });
  });
});
