import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../seam/json-object.js';
import { deepFrozen } from '../test-data/deep-frozen.js';
import { replaceText } from './replace-text.js';
import { withUsageReporting } from './with-usage-reporting.js';

describe('withUsageReporting', () => {
  const stream: JsonObject = deepFrozen({ model: 'm', stream: true, stream_options: { include_obfuscation: false } });

  it('asks a chat stream for usage and says that the agent did not', () => {
    expect(withUsageReporting('openai-chat', stream)).toEqual({
      body: { model: 'm', stream: true, stream_options: { include_obfuscation: false, include_usage: true } },
      added: true,
    });
  });

  it.each<['openai-chat' | 'openai-responses' | 'anthropic-messages', JsonObject]>([
    ['openai-chat', { stream: false }],
    ['openai-chat', { stream: true, stream_options: { include_usage: true } }],
    ['openai-responses', { stream: true }],
    ['anthropic-messages', { stream: true }],
  ])('leaves %s with %j as it is', (format, body) => {
    expect(withUsageReporting(format, body)).toEqual({ body, added: false });
  });
});

describe('replaceText', () => {
  it('puts other text at the given places only and leaves the given body as it is', () => {
    const body = deepFrozen({
      messages: [{ content: [{ type: 'text', text: 'secret' }], 'a/b~c': 'x' }],
      n: 1,
      stop: null,
    });
    const changed = replaceText(
      body,
      new Map([
        ['/messages/0/content/0/text', '[redacted]'],
        ['/messages/0/a~1b~0c', 'y'],
        ['/nowhere', 'z'],
      ]),
    );
    expect(changed).toEqual({
      messages: [{ content: [{ type: 'text', text: '[redacted]' }], 'a/b~c': 'y' }],
      n: 1,
      stop: null,
    });
    expect(replaceText(body, new Map())).toBe(body);
  });
});
