import { describe, expect, it } from '@jest/globals';
import { documentCall } from './document-call.js';

const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } };
const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'all' } };

describe('a document as a call', () => {
  it('is a plan for terraform.apply', () => {
    const plan = { resource_changes: [], format_version: '1.2' };
    const call = documentCall({ kind: 'terraform-plan', document: plan });
    expect(call).toEqual({ ok: true, value: { tool: 'terraform.apply', arguments: { plan } } });
  });

  it('shows of a plan what changes, and everything where nothing does', () => {
    const open = { type: 'aws_security_group', change: { actions: ['no-op'], after: { cidr_blocks: ['0.0.0.0/0'] } } };
    const others = [
      { type: 'aws_vpc', change: { actions: ['update'] } },
      { type: 'aws_vpc', change: { actions: ['no-op'], importing: { id: 'vpc-1' } } },
      { type: 'aws_vpc', previous_address: 'aws_vpc.old', change: { actions: ['no-op'] } },
      { type: 'aws_vpc', change: { actions: ['no-op', 'delete'] } },
      'no object',
    ];
    const judged = (changes: unknown[]) =>
      documentCall({ kind: 'terraform-plan', document: { resource_changes: changes } });
    expect(judged([open, ...others])).toMatchObject({ value: { arguments: { plan: { resource_changes: others } } } });
    expect(judged([open])).toMatchObject({ value: { arguments: { plan: { resource_changes: [open] } } } });
  });

  it('is manifests for kubectl.apply, one or many', () => {
    const one = documentCall({ kind: 'kubernetes', document: service });
    expect(one).toMatchObject({ value: { tool: 'kubectl.apply', arguments: { manifests: [service] } } });
    const many = documentCall({ kind: 'kubernetes', document: [service, role] });
    expect(many).toMatchObject({ value: { arguments: { manifests: [service, role] } } });
  });

  it('shows rules what a list hides, lists in lists included', () => {
    const inner = { apiVersion: 'v1', kind: 'RoleList', items: [role] };
    const list = { apiVersion: 'v1', kind: 'List', items: [service, inner] };
    const call = documentCall({ kind: 'kubernetes', document: list });
    expect(call).toMatchObject({ value: { arguments: { manifests: [service, role] } } });
  });

  it('goes to the tool that was named', () => {
    const call = documentCall({ kind: 'json', tool: 'helm.upgrade', document: { chart: 'web' } });
    expect(call).toEqual({ ok: true, value: { tool: 'helm.upgrade', arguments: { chart: 'web' } } });
  });

  it.each([
    ['no plan', { kind: 'terraform-plan', document: { planned_values: {} } }],
    ['no manifest', { kind: 'kubernetes', document: [service, 'text'] }],
    ['nothing at all', { kind: 'kubernetes', document: [] }],
    ['an empty list', { kind: 'kubernetes', document: { kind: 'List', items: [] } }],
    ['a list of values', { kind: 'json', tool: 'helm.upgrade', document: [1] }],
    ['an object for no tool', { kind: 'json', document: {} }],
  ] as const)('refuses %s', (_, document) => {
    expect(documentCall(document)).toMatchObject({ ok: false, refusal: { reasonCode: 'document_malformed' } });
  });
});
