import { describe, expect, it } from '@jest/globals';
import { errorFrame } from './error-frame.js';
import { keepAliveFrame } from './keep-alive-frame.js';

const error = { status: 503, code: 'record_unavailable', message: 'The record\ncannot be written.' };

describe('errorFrame', () => {
  it('has the form that the client library of each format raises as an error', () => {
    expect(errorFrame('openai-chat', error)).toBe(
      'data: {"error":{"message":"The record\\ncannot be written.","type":"service_unavailable_error","param":null,"code":"record_unavailable"}}\n\n',
    );
    expect(errorFrame('anthropic-messages', error)).toBe(
      'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"The record\\ncannot be written.","code":"record_unavailable"}}\n\n',
    );
    expect(errorFrame('openai-responses', error, 7)).toBe(
      'event: error\ndata: {"type":"error","code":"record_unavailable","message":"The record\\ncannot be written.","param":null,"sequence_number":7}\n\n',
    );
  });
});

describe('keepAliveFrame', () => {
  it('is a ping where clients know one and a comment elsewhere', () => {
    expect(keepAliveFrame('anthropic-messages')).toBe('event: ping\ndata: {"type":"ping"}\n\n');
    expect([keepAliveFrame('openai-chat'), keepAliveFrame('openai-responses')]).toEqual([
      ': keep-alive\n\n',
      ': keep-alive\n\n',
    ]);
  });
});
