/** The reasons of a decision as sentences: rules word them as they like, with or without a capital and a full stop. */
export function toldReasons(reasons: readonly string[]): string {
  return reasons.map(sentenceOf).join(' ');
}

function sentenceOf(reason: string): string {
  const text = reason.trim();
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
