import { base62, hex, type Random } from './random.js';

type Maker = (random: Random) => string;

const uuid: Maker = (random) => [8, 4, 4, 4, 12].map((length) => random.text(hex, length)).join('-');
const stamp: Maker = (random) => new Date(1_700_000_000_000 + random.below(90_000_000) * 1000).toISOString();

/** What logs, code and ordinary prose are full of, and nobody's secret. */
const makers: readonly Maker[] = [
  (random) => `request ${uuid(random)} took ${random.below(900)} ms`,
  (random) => `sha256:${random.text(hex, 64)}`,
  (random) => `commit ${random.text(hex, 40)} by build ${random.digits(6)}`,
  (random) => `index ${random.text(hex, 7)}..${random.text(hex, 7)} 100644`,
  (random) => `${stamp(random)} INFO worker-${random.below(32)} processed ${random.below(100_000)} rows`,
  (random) => `{"ts":${1_700_000_000_000 + random.below(900_000_000)},"level":"info","pid":${random.below(65_536)}}`,
  (random) => `timestamp=${1_700_000_000}${random.digits(6)} microseconds`,
  (random) => `start_ns: 17${random.digits(17)}`,
  (random) =>
    `10.${random.below(256)}.${random.below(256)}.${random.below(256)} - - [05/Jan/2026:12:00:${10 + random.below(50)} +0000] "GET /v1/items/${random.digits(9)} HTTP/1.1" 200 ${random.digits(5)}`,
  (random) => `Traceparent: 00-${random.text(hex, 32)}-${random.text(hex, 16)}-01`,
  (random) => `const id = createHash('sha256').update(bytes).digest('hex').slice(0, ${random.below(64)});`,
  () =>
    `export async function readToken(request: Request): Promise<string> { return request.headers.get('authorization') ?? ''; }`,
  () => 'const password = process.env.DB_PASSWORD; if (!password) throw new Error("no password given");',
  () =>
    'The password must have at least 12 characters, one digit and one symbol. Never share a secret or a token with anyone.',
  () => 'password: string; token: string; secretName: string; apiKey?: string; privateKey: KeyObject;',
  () => 'Use `npm i some-package@1.2.3` and @Component or @scope/package; images are at icon@2x.png.',
  () => 'git clone git@github.com:acme/shop.git && cd shop',
  (random) =>
    `version ${random.below(20)}.${random.below(100)}.${random.below(1000)}-beta.${random.below(10)}+build.${random.digits(8)}`,
  (random) =>
    `The price is ${random.below(900)},${random.digits(3)}.${random.digits(2)} EUR for ${random.below(90)} pieces.`,
  (random) => `coordinates ${random.below(90)}.${random.digits(14)}, -${random.below(180)}.${random.digits(14)}`,
  (random) =>
    `order ${random.digits(8)}-${random.digits(5)} shipped as 1Z${random.text('0123456789ABCDEFGHJKLMNPQRSTUVWXYZ', 16)}`,
  (random) =>
    `memory at 0x${random.text(hex, 12)}, mac ${random.text(hex, 2)}:${random.text(hex, 2)}:${random.text(hex, 2)}:${random.text(hex, 2)}:${random.text(hex, 2)}:${random.text(hex, 2)}`,
  (random) =>
    `invoice total 12 345 678 units in rows ${random.digits(3)} ${random.digits(3)} ${random.digits(3)} ${random.digits(3)}`,
  (random) => `"integrity": "sha512-${random.text(`${base62}+/`, 86)}=="`,
  (random) => `@@ -${random.below(900)},7 +${random.below(900)},8 @@ function total(items) {`,
  (random) => `data-id="${random.text(base62, 22)}" class="token keyword" style="margin:0 0 12px 4px"`,
  (random) =>
    `kernel: [${random.digits(5)}.${random.digits(6)}] eth0: ${random.digits(10)} packets received, ${random.digits(7)} dropped`,
  (random) => `ISBN 978-3-16-1484${random.digits(2)}-0, page ${random.below(400)}, DOI 10.1000/${random.digits(6)}`,
  (random) => `max_tokens: ${random.below(9000)}, total_tokens: ${random.digits(6)}, token_count=${random.digits(5)}`,
  (random) =>
    `SELECT id, email FROM users WHERE created_at > '2026-01-0${1 + random.below(9)} 10:00:00' LIMIT ${random.below(1000)}`,
  (random) => `run_${random.text(hex, 32)} call_${random.text(hex, 32)} dec_${random.text(hex, 32)}`,
  (random) =>
    `AWS account in eu-central-1, bucket logs-${random.digits(6)}, object part-${random.digits(5)}-${uuid(random)}.parquet`,
];

export function ordinaryTexts(random: Random, count: number): string[] {
  return Array.from({ length: count }, (_, index) => (makers[index % makers.length] as Maker)(random));
}

const words = 'please look at the failing job and tell me which of these rows is wrong before we ship it to them'.split(
  ' ',
);

/** A sentence around a value, as people and programs write them. */
export function carrier(random: Random, value: string): string {
  const prose = () => Array.from({ length: 6 }, () => random.pick(words)).join(' ');
  return random.pick([
    () => `${prose()} ${value} ${prose()}`,
    () => `${prose()}: ${value}`,
    () => `${value}\n${prose()}`,
    () => `${prose()} (${value}), ${prose()}.`,
    () => `name;value;note\nrow1;${value};${prose()}`,
  ])();
}
