import { describe, expect, it } from '@jest/globals';
import { interceptResponse } from '../intercept-response.js';
import type { BlockOutcome } from '../seam/block-outcome.js';
import type { JsonObject } from '../seam/json-object.js';
import { chatChoice, chatCompletion, customCall, functionCall } from '../test-data/chat-completion.js';
import { denied, outcomesByTool, pass } from '../test-data/outcomes.js';

const read = functionCall('call_read', 'logs.read', '{"service": "api",  "lines":20}');
const open = functionCall('call_open', 'github.open_pull_request', '{"title":"Fix"}');
const write = functionCall('call_write', 'aws.write_security_group', '{"cidr":"0.0.0.0/0"}');

const intercept = (body: JsonObject) => interceptResponse('openai-chat', body, { hosted: [] });

function release(body: JsonObject, byTool: Record<string, BlockOutcome>): JsonObject {
  const found = intercept(body);
  if (!found.ok) throw new Error(found.refusal.message);
  return found.rebuild(outcomesByTool(found.toolCalls, byTool));
}

const messageOf = (body: JsonObject, choice = 0) => (body.choices as JsonObject[])[choice]!.message as JsonObject;
const finishOf = (body: JsonObject, choice = 0) => (body.choices as JsonObject[])[choice]!.finish_reason;

describe('interceptResponse for openai-chat', () => {
  it('finds every tool call with its name, id, exact text and parsed arguments', () => {
    const found = intercept(chatCompletion(chatChoice({ tool_calls: [read, write] })));
    expect(found.ok && found.toolCalls).toEqual([
      {
        blockId: 'choice.0.tool.0',
        kind: 'function',
        toolName: 'logs.read',
        callId: 'call_read',
        argumentsText: '{"service": "api",  "lines":20}',
        argumentsJson: { ok: true, value: { service: 'api', lines: 20 } },
      },
      expect.objectContaining({ blockId: 'choice.0.tool.1', toolName: 'aws.write_security_group' }),
    ]);
  });

  it('gives back the very same body when every call passes', () => {
    const body = chatCompletion(chatChoice({ tool_calls: [read, open] }));
    expect(release(body, {})).toBe(body);
  });

  it('drops a denied call, leaves its siblings byte for byte and says why as assistant text', () => {
    const body = chatCompletion(chatChoice({ content: 'Let me look.', tool_calls: [read, write, open] }));
    const released = release(body, { 'aws.write_security_group': denied('Not allowed.') });
    expect(messageOf(released).tool_calls).toEqual([read, open]);
    expect(messageOf(released).content).toBe('Let me look.\n\nNot allowed.');
    expect(finishOf(released)).toBe('tool_calls');
    expect(JSON.stringify(released)).not.toMatch(/call_write|0\.0\.0\.0|aws\.write/);
  });

  it('ends with stop and without tool_calls when the last call is denied', () => {
    const released = release(chatCompletion(chatChoice({ tool_calls: [write] })), {
      'aws.write_security_group': denied('Not allowed.'),
    });
    expect(messageOf(released)).not.toHaveProperty('tool_calls');
    expect(messageOf(released).content).toBe('Not allowed.');
    expect(finishOf(released)).toBe('stop');
  });

  it('keeps a finish reason that is not about the call, such as length', () => {
    const released = release(chatCompletion(chatChoice({ tool_calls: [write] }, 'length')), {
      'aws.write_security_group': denied(),
    });
    expect(finishOf(released)).toBe('length');
  });

  it('puts data for programs beside the prose, without the name, id or arguments of the call', () => {
    const released = release(chatCompletion(chatChoice({ tool_calls: [write] })), {
      'aws.write_security_group': denied('No.', 'dec_77'),
    });
    expect(released.countersign).toEqual({
      withheld: [{ choice: 0, status: 'denied', call_id: 'call_77', decision_id: 'dec_77', reason_code: 'no_rule' }],
    });
  });

  it('decides each answer on its own when there are several', () => {
    const body = chatCompletion(
      chatChoice({ tool_calls: [write] }, 'tool_calls', 0),
      chatChoice({ tool_calls: [read] }, 'tool_calls', 1),
    );
    const released = release(body, { 'aws.write_security_group': denied() });
    expect([finishOf(released, 0), finishOf(released, 1)]).toEqual(['stop', 'tool_calls']);
    expect((released.choices as JsonObject[])[1]).toBe((body.choices as JsonObject[])[1]);
  });

  it('governs the legacy function_call', () => {
    const legacy = { name: 'aws.write_security_group', arguments: '{"cidr":"0.0.0.0/0"}' };
    const released = release(chatCompletion(chatChoice({ function_call: legacy }, 'function_call')), {
      'aws.write_security_group': denied('No.'),
    });
    expect(messageOf(released)).not.toHaveProperty('function_call');
    expect([messageOf(released).content, finishOf(released)]).toEqual(['No.', 'stop']);
  });

  it('governs custom tools, whose free text becomes the argument named input', () => {
    const found = intercept(
      chatCompletion(chatChoice({ tool_calls: [customCall('call_c', 'run_sql', 'DROP TABLE x')] })),
    );
    expect(found.ok && found.toolCalls[0]).toMatchObject({
      kind: 'custom',
      toolName: 'run_sql',
      argumentsJson: { ok: true, value: { input: 'DROP TABLE x' } },
    });
  });

  it('hides token probabilities of an answer that lost a call, since they may spell it out', () => {
    const choice = { ...chatChoice({ tool_calls: [write] }), logprobs: { content: [{ token: 'call_write' }] } };
    const released = release(chatCompletion(choice), { 'aws.write_security_group': denied() });
    expect((released.choices as JsonObject[])[0]!.logprobs).toBeNull();
  });

  it.each([
    ['a duplicate key', '{"a":1,"a":2}', 'json_duplicate_key'],
    ['a truncated text', '{"a":', 'json_syntax'],
    ['an array', '[1]', 'arguments_not_object'],
    ['a number that no double holds', '{"a":12345678901234567890}', 'json_number_range'],
  ])('marks arguments with %s as invalid and refuses to let them pass', (_, text, code) => {
    const found = intercept(chatCompletion(chatChoice({ tool_calls: [functionCall('c', 't', text)] })));
    expect(found.ok && found.toolCalls[0]!.argumentsJson).toMatchObject({ ok: false, refusal: { reasonCode: code } });
    expect(() => found.ok && found.rebuild(new Map([['choice.0.tool.0', pass]]))).toThrow('cannot pass');
  });

  it('throws rather than release a call that nobody decided', () => {
    const found = intercept(chatCompletion(chatChoice({ tool_calls: [read] })));
    expect(() => found.ok && found.rebuild(new Map())).toThrow('no outcome');
  });

  it.each<[string, JsonObject, string]>([
    ['an unknown tool-call type', { tool_calls: [{ id: 'x', type: 'mcp', mcp: {} }] }, 'unknown_wire_block'],
    ['a call with two bodies', { tool_calls: [{ ...read, custom: { name: 'x', input: '' } }] }, 'unknown_wire_block'],
    ['a call without a name', { tool_calls: [functionCall('c', '', '{}')] }, 'malformed_response'],
    ['a member that only looks like tool_calls', { Tool_Calls: [read] }, 'ambiguous_field'],
    ['a look-alike by the long s', { 'tool_call\u017f': [read] }, 'ambiguous_field'],
    ['an unknown content part', { content: [{ type: 'tool_use', name: 'x' }] }, 'unknown_wire_block'],
    ['tools the provider ran unasked', { executed_tools: [{ name: 'python' }] }, 'unexpected_hosted_item'],
  ])('refuses %s', (_, message, reasonCode) => {
    const found = intercept(chatCompletion(chatChoice(message)));
    expect(found).toMatchObject({ ok: false, refusal: { reasonCode } });
  });

  it('passes unknown members of the response unchanged', () => {
    const body = { ...chatCompletion(chatChoice({ reasoning_content: 'hm', tool_calls: [write] })), x_extra: { a: 1 } };
    const released = release(body, { 'aws.write_security_group': denied() });
    expect([released.x_extra, messageOf(released).reasoning_content]).toEqual([{ a: 1 }, 'hm']);
  });

  it("captures the provider's own token counts", () => {
    const found = intercept(chatCompletion(chatChoice({ content: 'hi' }, 'stop')));
    expect(found.ok && found.usage).toMatchObject({
      inputTokens: 82,
      outputTokens: 17,
      cachedTokens: 64,
      reasoningTokens: 5,
    });
  });

  it('refuses more calls than one response may propose', () => {
    const many = Array.from({ length: 129 }, (_, index) => functionCall(`c${index}`, 'x', '{}'));
    const found = intercept(chatCompletion(chatChoice({ tool_calls: many })));
    expect(found).toMatchObject({ ok: false, refusal: { reasonCode: 'response_too_large' } });
  });
});
