import { describe, expect, it } from '@jest/globals';
import { trustPolicyText } from '../bundle/trust-policy-text.js';
import { parseTrustPolicy } from './trust-policy.js';

describe('parseTrustPolicy', () => {
  it('reads what the bundle writes, with and without witnesses', () => {
    expect(parseTrustPolicy(trustPolicyText({ logs: ['L'], manifests: ['M'] }))).toEqual({
      vkeys: ['L'],
      manifestKeys: ['M'],
      services: [],
      witnesses: [],
      quorum: 0,
    });
    const witnessed = trustPolicyText({ logs: ['L', 'L2'], manifests: ['M'], witnesses: ['W1', 'W2'], quorum: 2 });
    expect(parseTrustPolicy(witnessed)).toEqual({
      vkeys: ['L', 'L2'],
      manifestKeys: ['M'],
      services: [],
      witnesses: ['W1', 'W2'],
      quorum: 2,
    });
  });

  it('reads the keys of those who sign decisions and grants', () => {
    const services = [
      { service: 'policy', vkey: 'P' },
      { service: 'policy', vkey: 'P2' },
      { service: 'approvals', vkey: 'A' },
    ];
    expect(parseTrustPolicy(trustPolicyText({ logs: ['L'], manifests: ['M'], services })).services).toEqual(services);
  });

  it.each([
    ['quorum w1', ['W1'], 1],
    ['group g any w1 w2\nquorum g', ['W1', 'W2'], 1],
    ['group g all w1 w2\nquorum g', ['W1', 'W2'], 2],
    ['group g 2 w1 w2 w3\nquorum g', ['W1', 'W2', 'W3'], 2],
    ['quorum none', ['W1', 'W2', 'W3'], 0],
  ])('understands %j', (lines, witnesses, quorum) => {
    const text = `# ours\nlog L\nmanifest M\nwitness w1 W1\nwitness w2 W2 https://w2.example\n\nwitness w3 W3\n${lines}\n`;
    expect(parseTrustPolicy(text)).toMatchObject({ witnesses, quorum });
  });

  it.each([
    ['log L\n'],
    ['quorum none\nquorum none\n'],
    ['quorum g\n'],
    ['witness w1 W1\ngroup g 2 w1\nquorum g\n'],
    ['group g 1 w9\nquorum g\n'],
    ['trust everyone\nquorum none\n'],
    ['log\nquorum none\n'],
    ['service policy\nquorum none\n'],
    ['service gateway G\nquorum none\n'],
  ])('refuses to guess what %j means', (text) => {
    expect(() => parseTrustPolicy(text)).toThrow();
  });
});
