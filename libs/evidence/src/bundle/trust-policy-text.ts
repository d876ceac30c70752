/** Keys as vkeys, by what they may sign. */
export interface TrustedKeys {
  logs: readonly string[];
  manifests: readonly string[];
  /** Who signs single facts, with their keys. */
  services?: readonly { service: string; vkey: string }[];
  witnesses?: readonly string[];
  /** How many of the witnesses must have cosigned; 0 if not given. */
  quorum?: number;
}

/** A C2SP tlog-policy; the `manifest` and `service` lines are ours and name who may sign the manifest of a bundle, and decisions and grants. */
export function trustPolicyText({ logs, manifests, services = [], witnesses = [], quorum = 0 }: TrustedKeys): string {
  const names = witnesses.map((_, i) => `witness-${i + 1}`);
  const lines = [
    ...logs.map((vkey) => `log ${vkey}`),
    ...manifests.map((vkey) => `manifest ${vkey}`),
    ...services.map(({ service, vkey }) => `service ${service} ${vkey}`),
    ...witnesses.map((vkey, i) => `witness ${names[i]} ${vkey}`),
    ...(quorum > 0 ? [`group witnesses ${quorum} ${names.join(' ')}`] : []),
    `quorum ${quorum > 0 ? 'witnesses' : 'none'}`,
  ];
  return `${lines.join('\n')}\n`;
}
