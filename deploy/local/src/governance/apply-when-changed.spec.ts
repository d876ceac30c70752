import { describe, expect, it } from '@jest/globals';
import { applyWhenChanged } from './apply-when-changed.js';

const files = [{ path: 'a.yaml', text: 'kind: Agent' }];
const folder = { tenant: 'demo', files, variables: { B: '2', A: '1' } };

function tenant(inForce: string | null, published = true) {
  let applied = 0;
  return {
    admin: {
      revisionInForce: () => Promise.resolve(inForce),
      applyGovernance: () => Promise.resolve({ published, revision: `sha256:${++applied}` }),
    },
    count: () => applied,
  };
}

describe('the governance folder at a start', () => {
  it('is applied when nothing is in force, and again when it or its variables change', async () => {
    const { admin, count } = tenant(null);
    const first = await applyWhenChanged(admin, folder, undefined);
    expect(first).toMatchObject({ applied: { revision: 'sha256:1' }, isOther: false });
    await applyWhenChanged(admin, folder, first.applied);
    const later = tenant('sha256:1');
    await applyWhenChanged(later.admin, { ...folder, files: [{ path: 'a.yaml', text: 'kind: Tool' }] }, first.applied);
    await applyWhenChanged(later.admin, { ...folder, variables: { A: '1', B: '3' } }, first.applied);
    expect([count(), later.count()]).toEqual([2, 2]);
  });

  it('is left alone while it stays as it is, whatever people published meanwhile', async () => {
    const { applied } = await applyWhenChanged(tenant(null).admin, folder, undefined);
    const same = tenant('sha256:1');
    const again = { ...folder, variables: { A: '1', B: '2' } };
    expect(await applyWhenChanged(same.admin, again, applied)).toEqual({ applied, isOther: false });
    const other = tenant('sha256:9');
    const left = await applyWhenChanged(other.admin, folder, applied);
    expect(left).toMatchObject({ applied, isOther: true, notice: expect.stringContaining('stays in force') });
    expect([same.count(), other.count()]).toEqual([0, 0]);
  });

  it('says so when a second person must confirm it', async () => {
    const outcome = await applyWhenChanged(tenant('sha256:9', false).admin, folder, undefined);
    expect(outcome).toMatchObject({ isOther: true, notice: expect.stringContaining('second person') });
  });
});
