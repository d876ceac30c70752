const LONGEST = 128;

/** A tool name, which a model wrote, made safe to quote in prose: no control, format or quoting characters, bounded. */
export function readableName(name: string): string {
  const plain = name.replace(/[\p{C}\p{Z}`"'<>]/gu, '_');
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}...` : plain;
}
