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
