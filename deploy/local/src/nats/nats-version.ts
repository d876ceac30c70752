/** JetStream consumers with several filter subjects came with 2.10. */
const oldest = { major: 2, minor: 10 };

/** Judges what `nats-server --version` prints, such as `nats-server: v2.14.0`. */
export function isUsableNatsVersion(printed: string): boolean {
  const match = /^nats-server:? v?(\d+)\.(\d+)\.\d+/.exec(printed);
  if (!match) return false;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  return major > oldest.major || (major === oldest.major && minor >= oldest.minor);
}
