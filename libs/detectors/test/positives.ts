import { base62, hex, letters, type Random } from './random.js';

/** A value, and the category in which it must be found. */
export interface Sample {
  category: string;
  value: string;
}

type Maker = (random: Random) => string;

function withLuhn(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = index % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return digits + String((10 - (sum % 10)) % 10);
}

function grouped(digits: string, sizes: readonly number[], gap: string): string {
  let from = 0;
  return sizes.map((size) => digits.slice(from, (from += size))).join(gap);
}

function card(random: Random): string {
  const [prefix, length] = random.pick([
    ['4', 16],
    ['51', 16],
    ['5425', 16],
    ['2223', 16],
    ['34', 15],
    ['37', 15],
    ['6011', 16],
    ['3530', 16],
    ['36', 14],
    ['6221', 16],
  ] as const);
  const number = withLuhn(prefix + random.digits(length - prefix.length - 1));
  const sizes = length === 16 ? [4, 4, 4, 4] : length === 15 ? [4, 6, 5] : [4, 6, 4];
  return random.pick([number, grouped(number, sizes, ' '), grouped(number, sizes, '-')]);
}

function mod97(text: string): number {
  let rest = 0;
  for (const character of text) rest = Number(`${rest}${parseInt(character, 36)}`) % 97;
  return rest;
}

function iban(random: Random): string {
  const [country, body] = random.pick([
    ['DE', () => random.digits(18)],
    ['NL', () => `ABNA${random.digits(10)}`],
    ['ES', () => spanishAccount(random.digits(18))],
    ['AT', () => random.digits(16)],
    ['GB', () => `NWBK${random.digits(14)}`],
    ['CH', () => random.digits(17)],
  ] as const);
  const account = body();
  const check = String(98 - mod97(`${account}${country}00`)).padStart(2, '0');
  const compact = country + check + account;
  return random.pick([compact, compact.replace(/(.{4})(?=.)/g, '$1 ')]);
}

/** Bank and branch, two check digits of their own, the account. */
function spanishAccount(digits: string): string {
  const check = (text: string) => {
    const sum = [...text].reduce((total, digit, index) => total + Number(digit) * (2 ** index % 11), 0);
    const rest = 11 - (sum % 11);
    return rest === 11 ? 0 : rest === 10 ? 1 : rest;
  };
  const [bank, account] = [digits.slice(0, 8), digits.slice(8)];
  return `${bank}${check(`00${bank}`)}${check(account)}${account}`;
}

const secrets: readonly Maker[] = [
  (random) => `AKIA${random.text('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16)}`,
  (random) => `ghp_${random.text(base62, 36)}`,
  (random) => `github_pat_${random.text(base62, 22)}_${random.text(base62, 59)}`,
  (random) => `glpat-${random.text(base62, 20)}`,
  (random) => `xoxb-${random.digits(12)}-${random.digits(12)}-${random.text(base62, 24)}`,
  (random) => `sk_live_${random.text(base62, 24)}`,
  (random) => `sk-proj-${random.text(base62, 48)}`,
  (random) => `sk-ant-api03-${random.text(base62, 93)}-AA`,
  (random) => `sk-${random.text(base62, 48)}`,
  (random) => `AIza${random.text(base62, 35)}`,
  (random) => `npm_${random.text(base62, 36)}`,
  (random) => `hf_${random.text(letters, 34)}`,
  (random) => `SG.${random.text(base62, 22)}.${random.text(base62, 43)}`,
  (random) => `csa_${random.text(base62, 43)}`,
  (random) => `dapi${random.text(hex, 32)}`,
  (random) => `eyJhbGciOiJIUzI1NiJ9.eyJ${random.text(base62, 60)}.${random.text(base62, 43)}`,
  (random) =>
    `-----BEGIN RSA PRIVATE KEY-----\n${random.text(base62, 64)}\n${random.text(base62, 64)}\n-----END RSA PRIVATE KEY-----`,
];

const named: readonly Maker[] = [
  (random) => `DB_PASSWORD=${random.text(base62, 12)}7`,
  (random) => `"password": "${random.text(base62, 10)}!4"`,
  (random) => `my password is ${random.text(base62, 9)}#1`,
  (random) => `aws_secret_access_key = ${random.text(`${base62}/+`, 39)}7`,
  (random) => `api_key: '${random.text(base62, 31)}0'`,
  (random) => `Authorization: Bearer ${random.text(base62, 40)}5`,
  (random) => `authorization: Basic ${Buffer.from(`admin:${random.text(base62, 12)}`).toString('base64')}`,
  (random) => `postgres://app:${random.text(base62, 14)}@db.internal:5432/shop`,
  (random) => `{\\"client_secret\\":\\"${random.text(base62, 30)}3\\"}`,
];

const people: readonly Maker[] = [
  (random) =>
    `${random.text(letters.toLowerCase(), 7)}.${random.text(letters.toLowerCase(), 6)}@${random.text(letters.toLowerCase(), 8)}.${random.pick(['com', 'de', 'co.uk', 'org'])}`,
  (random) => `+49 30 ${random.digits(3)}${random.digits(5).replace(/^0/, '1')}`,
  (random) => `+44 20 7${random.digits(3)} ${random.digits(4)}`,
  (random) => `(415) ${random.pick(['555', '623', '788'])}-${random.digits(4)}`,
  (random) => `212-${random.pick(['555', '664', '736'])}-${random.digits(4)}`,
  (random) =>
    `${random.pick(['456', '536', '612'])}-${random.pick(['11', '22', '45'])}-${random.pick(['1234', '8726', '9999'])}`,
  (random) => {
    const number = random.digits(8);
    return `${number}${'TRWAGMYFPDXBNJZSQVHLCKE'[Number(number) % 23]}`;
  },
  () => 'RCCMNL83S18D969H',
  (random) => {
    const number = `1${random.pick(['75', '82', '90'])}0${random.below(9) + 1}75${random.digits(6)}`;
    return number + String(97 - (Number(number) % 97)).padStart(2, '0');
  },
  () => '390.533.447-05',
  () => '756.9217.0769.85',
];

export function samplesOf(random: Random, count: number): Sample[] {
  const kinds: readonly [string, Maker][] = [
    ...secrets.map((make) => ['secret', make] as [string, Maker]),
    ...named.map((make) => ['secret', make] as [string, Maker]),
    ...people.map((make) => ['personal', make] as [string, Maker]),
    ...Array.from({ length: 8 }, () => ['card-number', card] as [string, Maker]),
    ...Array.from({ length: 8 }, () => ['account-number', iban] as [string, Maker]),
  ];
  return Array.from({ length: count }, (_, index) => {
    const [category, make] = kinds[index % kinds.length] as [string, Maker];
    return { category, value: make(random) };
  });
}
