import { describe, expect, it } from '@jest/globals';
import { compileCustom } from './custom/compile-custom.js';
import { detect } from './detect.js';
import { redact } from './redact.js';
import { scanText } from './scan-text.js';

const kinds = (text: string) => scanText(text).map(({ category, detector }) => `${category} ${detector}`);

describe('scanText', () => {
  it.each([
    ['key AKIAIOSFODNN7EXAMPLE here', 'secret aws-access-key'],
    ['{"a":"x\\nAKIAIOSFODNN7EXAMPLE"}', 'secret aws-access-key'],
    ['-----BEGIN PRIVATE KEY-----\\nMIIE', 'secret private-key'],
    ['password: Tr0ub4dor&3', 'secret password'],
    ['card 4111 1111 1111 1111.', 'card-number payment-card'],
    ['{"card":"378282246310005"}', 'card-number payment-card'],
    ['GB29 NWBK 6016 1331 9268 19', 'account-number iban'],
    ['Account number: 12345678', 'account-number account-number'],
    ['write to jane.doe+x@mail.example.co.uk', 'personal email'],
    ['{"to":"\\nbob@example.com"}', 'personal email'],
    ['call +49 (30) 901820', 'personal phone'],
    ['Tel.: 030 901820', 'personal phone'],
    ['SSN 536-22-8726', 'personal us-ssn'],
  ])('finds in %s: %s', (text, kind) => {
    expect(kinds(text)).toEqual([kind]);
  });

  it.each([
    '4111 1111 1111 1112',
    '0.4111111111111111',
    'x4111111111111111',
    '41111111111111110000000',
    '0000 0000 0000 0000',
    'GB29 NWBK 6016 1331 9268 18',
    'sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    'password: ${DB_PASSWORD}',
    'password=process.env.PASSWORD1',
    'pwd=/home/ann/project1',
    'https://${USER}:${PASSWORD}@host.example',
    'git@github.com:acme/shop.git',
    'icon@2x.png',
    '2026-01-05T12:00:00.000Z',
    '550e8400-e29b-41d4-a716-446655440000',
  ])('finds nothing in %s', (text) => {
    expect(kinds(text)).toEqual([]);
  });

  it('takes one find for one value', () => {
    expect(kinds('IBAN DE59 2686 2645 8891 5859 94')).toEqual(['account-number iban']);
    expect(kinds('postgres://app:MBHv1U12tOnAFg@db.internal.example:5432/shop')).toEqual(['secret url-credentials']);
  });
});

describe("a tenant's own patterns", () => {
  const own = compileCustom([
    { name: 'badge', category: 'employee-number', pattern: '\\bEMP-[0-9]{6}\\b' },
    { name: 'any-case', category: 'project', pattern: '(?i)project falcon' },
  ]);

  it('are found beside the others, also within one', () => {
    const found = scanText('EMP-123456 on Project FALCON, EMP-123456@acme.com', own.find);
    expect(found.map(({ category }) => category)).toEqual([
      'employee-number',
      'project',
      'employee-number',
      'personal',
    ]);
  });

  it.each(['(', '(?=a)b', '\\1', 'a**', 'a*', '(?:)', 'x{2000}'])('are refused when they are like %s', (pattern) => {
    const { faults, find } = compileCustom([{ name: 'bad', category: 'x', pattern }]);
    expect(faults).toEqual([{ name: 'bad', message: expect.any(String) }]);
    expect(find('aaaa b')).toEqual([]);
  });

  it('take linear time whatever they are', () => {
    const { find } = compileCustom([{ name: 'slow', category: 'x', pattern: '(a+)+$' }]);
    expect(find(`${'a'.repeat(50_000)}!`)).toEqual([]);
  });
});

describe('detect and redact', () => {
  const parts = [
    { pointer: '/messages/0/content', text: 'pay with 4111 1111 1111 1111 or write to ann@corp.de' },
    { pointer: '/messages/1/content', text: 'password: Tr0ub4dor&3' },
    { pointer: '/messages/2/content', text: 'as said, Tr0ub4dor&3' },
  ];

  it('replaces what was found by what it was, wherever it stands, and only the categories asked for', () => {
    const { findings } = detect(parts);
    expect(redact(parts, findings, new Set(['card-number', 'secret']))).toEqual(
      new Map([
        ['/messages/0/content', 'pay with [card-number] or write to ann@corp.de'],
        ['/messages/1/content', 'password: [secret]'],
        ['/messages/2/content', 'as said, [secret]'],
      ]),
    );
  });

  it('says how many parts the limits left unread', () => {
    expect(detect(parts, { limits: { characters: 80, findings: 100 } })).toMatchObject({ unscanned: 1 });
    expect(detect(parts, { limits: { characters: 1000, findings: 1 } })).toMatchObject({ unscanned: 2 });
    expect(detect(parts).unscanned).toBe(0);
  });

  it('does not read texts of different messages as one', () => {
    const cut = ['4111 1111', ' 1111 1111'].map((text, index) => ({ pointer: `/messages/${index}/content`, text }));
    expect(detect(cut).findings).toEqual([]);
  });
});
