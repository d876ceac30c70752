import { expect, it } from '@jest/globals';
import { toolLines } from './tools.js';

const tool = { name: 'tickets.create', status: 'approved', definitionDigest: 'sha256:d', runBy: 'mcp' };
const change = { pinnedDigest: 'sha256:a', foundDigest: 'sha256:b', changedAt: '2026-11-21T00:00:00.000Z' };

it('shows a tool in one line, and with both digests when its server changed it', () => {
  expect(toolLines(tool)).toEqual(['tickets.create  approved  run by mcp  sha256:d']);
  expect(toolLines({ ...tool, status: 'proposed', change }).slice(2)).toEqual([
    '  approved sha256:a',
    '  found    sha256:b',
  ]);
  expect(toolLines({ ...tool, change: { ...change, foundDigest: null } }).at(-1)).toContain('no such tool');
});
