import { describe, expect, it } from '@jest/globals';
import { inspectRequest } from '../wire/inspect-request.js';
import type { WireFormat } from '../wire/seam/wire-format.js';
import { tokenBound } from './token-bound.js';

const model = (more: object = {}) => ({ name: 'm', prices: [], maxOutputTokens: 1000, ...more });

function boundOf(json: object, of: object = {}, format: WireFormat = 'openai-chat') {
  const inspection = inspectRequest(format, json as never);
  if (!inspection.ok) throw new Error(inspection.refusal.message);
  const bytes = Buffer.byteLength(JSON.stringify(json));
  return tokenBound({ format, inspected: inspection.request, json: json as never, bytes }, model(of));
}

const chat = (content: unknown, more: object = {}) => ({ model: 'm', messages: [{ role: 'user', content }], ...more });

describe('the most that a call can be billed for', () => {
  it('is no less than the bytes that are read, and what the model or the request lets it produce', () => {
    const request = chat('hello', { max_tokens: 50 });
    expect(boundOf(request)).toEqual({ input: JSON.stringify(request).length + 64, output: 50 });
    expect(boundOf(chat('hello'))?.output).toBe(1000);
    expect(boundOf(chat('hello', { max_tokens: 5000 }))?.output).toBe(1000);
  });

  it('follows the larger of two limits, since a provider may know either', () => {
    expect(boundOf(chat('hello', { max_tokens: 900, max_completion_tokens: 1 }))?.output).toBe(900);
  });

  it('counts each of several answers', () => {
    expect(boundOf(chat('hello', { n: 3, max_tokens: 50 }))?.output).toBe(150);
  });

  it('counts an image for what it may become, not for its bytes', () => {
    const image = { type: 'image_url', image_url: { url: 'https://pictures.example/1' } };
    expect(boundOf(chat([image, image]))?.input).toBeGreaterThan(20_000);
  });

  it.each([
    ['a file', chat([{ type: 'file', file: { file_id: 'f1' } }])],
    ['a video', chat([{ type: 'video_url', video_url: { url: 'https://v.example' } }])],
  ])('needs the limit of the model for %s', (_, request) => {
    expect(boundOf(request)).toBeNull();
    expect(boundOf(request, { maxInputTokens: 200_000 })?.input).toBe(200_000);
  });

  it('needs it for a document that unfolds, and not for one of plain text', () => {
    const document = (source: object) => ({
      ...{ model: 'm', max_tokens: 10 },
      messages: [{ role: 'user', content: [{ type: 'document', source }] }],
    });
    const pdf = document({ type: 'base64', media_type: 'application/pdf', data: 'AA==' });
    expect(boundOf(pdf, {}, 'anthropic-messages')).toBeNull();
    const plain = document({ type: 'text', media_type: 'text/plain', data: 'hello' });
    expect(boundOf(plain, {}, 'anthropic-messages')).not.toBeNull();
  });

  it('is unknown where neither request nor model bounds the answer', () => {
    expect(boundOf(chat('hello'), { maxOutputTokens: undefined })).toBeNull();
    expect(boundOf(chat('hello', { max_tokens: 7 }), { maxOutputTokens: undefined })?.output).toBe(7);
  });

  it('is no output for embeddings', () => {
    expect(boundOf({ model: 'm', input: 'hello' }, { maxOutputTokens: undefined }, 'openai-embeddings')?.output).toBe(
      0,
    );
  });

  it('is unknown where the provider runs tools itself, whatever the model says', () => {
    const request = { model: 'm', max_tokens: 10, messages: [{ role: 'user', content: 'hi' }] };
    const tools = [{ type: 'web_search_20250305', name: 'web_search' }];
    expect(boundOf(request, {}, 'anthropic-messages')).not.toBeNull();
    expect(boundOf({ ...request, tools }, { maxInputTokens: 1000 }, 'anthropic-messages')).toBeNull();
  });
});
