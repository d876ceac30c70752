import { SIGNING_SERVICES, type ServiceKey, type Trust } from './trust.js';

interface PolicyLines {
  logs: string[];
  manifests: string[];
  services: ServiceKey[];
  witnesses: Map<string, string>;
  groups: Map<string, { needed: string; members: string[] }>;
  quorums: string[];
}

/**
 * Reads an auditor's policy file: the C2SP tlog-policy lines `log`, `witness`, `group` (of witnesses, not of groups) and
 * `quorum`, and our `manifest <vkey>` and `service <policy|approvals> <vkey>`. Throws on any line it does not understand.
 */
export function parseTrustPolicy(text: string): Required<Trust> {
  const lists = { logs: [], manifests: [], services: [], quorums: [] };
  const policy: PolicyLines = { ...lists, witnesses: new Map(), groups: new Map() };
  for (const line of text.split('\n')) {
    const words = line.trim().split(/\s+/);
    if (words[0] !== '' && !words[0]?.startsWith('#')) readPolicyLine(policy, words);
  }
  const { members, quorum } = quorumOf(policy);
  const witnesses = members.map((name) => policy.witnesses.get(name) ?? unknownName(name));
  return { vkeys: policy.logs, manifestKeys: policy.manifests, services: policy.services, witnesses, quorum };
}

/** How many words each kind of line needs behind its keyword, and what it says. */
const LINES: Record<string, { words: number; read: (policy: PolicyLines, words: string[]) => void }> = {
  log: { words: 1, read: ({ logs }, [vkey = '']) => logs.push(vkey) },
  manifest: { words: 1, read: ({ manifests }, [vkey = '']) => manifests.push(vkey) },
  service: {
    words: 2,
    read: ({ services }, [name, vkey = '']) => {
      const service = SIGNING_SERVICES.find((known) => known === name);
      if (service === undefined) throw new Error(`the trust policy has a key of ${name}, which signs nothing`);
      services.push({ service, vkey });
    },
  },
  witness: { words: 2, read: ({ witnesses }, [name = '', vkey = '']) => witnesses.set(name, vkey) },
  group: {
    words: 3,
    read: ({ groups }, [name = '', needed = '', ...members]) => groups.set(name, { needed, members }),
  },
  quorum: { words: 1, read: ({ quorums }, [name = '']) => quorums.push(name) },
};

function readPolicyLine(policy: PolicyLines, [keyword = '', ...words]: string[]): void {
  const line = Object.hasOwn(LINES, keyword) ? LINES[keyword] : undefined;
  if (line === undefined || words.length < line.words)
    throw new Error(`the trust policy has a ${keyword} line that is not understood`);
  line.read(policy, words);
}

function quorumOf({ witnesses, groups, quorums }: PolicyLines): { members: string[]; quorum: number } {
  const [quorum, ...more] = quorums;
  if (quorum === undefined || more.length > 0) throw new Error('the trust policy needs one line "quorum <name|none>"');
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
