import type { Trust } from './trust.js';

interface PolicyLines {
  logs: string[];
  manifests: string[];
  witnesses: Map<string, string>;
  groups: Map<string, { needed: string; members: string[] }>;
  quorum: string | undefined;
}

/**
 * Reads an auditor's policy file: the C2SP tlog-policy lines `log`, `witness`, `group` (of witnesses, not of groups) and
 * `quorum`, and our `manifest <vkey>`. Throws on any line it does not understand.
 */
export function parseTrustPolicy(text: string): Trust {
  const policy: PolicyLines = { logs: [], manifests: [], witnesses: new Map(), groups: new Map(), quorum: undefined };
  for (const line of text.split('\n')) {
    const words = line.trim().split(/\s+/);
    if (words[0] !== '' && !words[0]?.startsWith('#')) readPolicyLine(policy, words);
  }
  const { members, quorum } = quorumOf(policy);
  const witnesses = members.map((name) => policy.witnesses.get(name) ?? unknownName(name));
  return { vkeys: policy.logs, manifestKeys: policy.manifests, witnesses, quorum };
}

function readPolicyLine(policy: PolicyLines, [keyword, ...words]: string[]): void {
  const [first = '', second = '', ...rest] = words;
  if (keyword === 'log' && first !== '') policy.logs.push(first);
  else if (keyword === 'manifest' && first !== '') policy.manifests.push(first);
  else if (keyword === 'witness' && second !== '') policy.witnesses.set(first, second);
  else if (keyword === 'group' && rest.length > 0) policy.groups.set(first, { needed: second, members: rest });
  else if (keyword === 'quorum' && first !== '' && policy.quorum === undefined) policy.quorum = first;
  else throw new Error(`the trust policy has a line that is not understood, with the keyword ${keyword}`);
}

function quorumOf({ witnesses, groups, quorum }: PolicyLines): { members: string[]; quorum: number } {
  if (quorum === undefined)
    throw new Error('the trust policy has no quorum line; say "quorum none" to ask for no witness');
  if (quorum === 'none') return { members: [...witnesses.keys()], quorum: 0 };
  if (witnesses.has(quorum)) return { members: [quorum], quorum: 1 };
  const { needed, members } = groups.get(quorum) ?? unknownName(quorum);
  const counts: Record<string, number> = { any: 1, all: members.length };
  const count = counts[needed] ?? Number(needed);
  if (!Number.isInteger(count) || count < 1 || count > members.length)
    throw new Error(`the group ${quorum} cannot be met`);
  return { members, quorum: count };
}

function unknownName(name: string): never {
  throw new Error(`the trust policy names ${name} without defining it`);
}
