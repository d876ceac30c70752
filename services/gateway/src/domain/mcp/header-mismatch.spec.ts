import { describe, expect, it } from '@jest/globals';
import { headerMismatch } from './header-mismatch.js';

const asked = (method: string, params = {}) => ({ kind: 'request' as const, id: 1, method, params });
const headers = (method: string, name?: string) => ({
  ...{ 'mcp-protocol-version': '2026-07-28', 'mcp-method': method },
  ...(name === undefined ? {} : { 'mcp-name': name }),
});

describe('headers that repeat a body', () => {
  it.each([
    ['a listing', headers('tools/list'), asked('tools/list')],
    ['a call', headers('tools/call', 'logs.read'), asked('tools/call', { name: 'logs.read' })],
    ['a name outside ASCII', headers('tools/call', '=?base64?w6R0?='), asked('tools/call', { name: 'ät' })],
    ['a task', headers('tasks/get', 'call_1'), asked('tasks/get', { taskId: 'call_1' })],
  ])('agree with it for %s', (...[, given, request]) => {
    expect(headerMismatch(given, request)).toBeNull();
  });

  it.each([
    ['another revision', { ...headers('tools/list'), 'mcp-protocol-version': '2025-11-25' }, asked('tools/list')],
    ['another case', headers('Tools/List'), asked('tools/list')],
    ['another tool', headers('tools/call', 'logs.write'), asked('tools/call', { name: 'logs.read' })],
    ['no tool', headers('tools/call'), asked('tools/call', { name: 'logs.read' })],
    [
      'a name that is only the encoding',
      headers('tools/call', '=?base64?w6R0?='),
      asked('tools/call', { name: '=?base64?w6R0?=' }),
    ],
    ['another task', headers('tasks/cancel', 'call_2'), asked('tasks/cancel', { taskId: 'call_1' })],
  ])('do not with %s', (...[, given, request]) => {
    expect(headerMismatch(given, request)).toEqual(expect.any(String));
  });
});
