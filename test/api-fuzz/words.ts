import { FIRST_UNDERTAKING } from '../../src/access/undertakings/undertaking-text.js';
import { QUESTIONS } from '../../src/audit/review/questions/questions.js';
import { CALLER, FILE, WORDS } from '../support/canaries.js';
import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';

/** What fields that are only text are called, and what the installation under test knows by such a name. */
export const KNOWN_WORDS: Readonly<Record<string, readonly string[]>> = {
  queue: ['user-support', 'on-call'],
  queues: ['user-support', 'on-call'],
  unit: ['Ward systems', 'Käyttäjätuki'],
  units: ['Ward systems', 'Käyttäjätuki'],
  source: ['pbx-1'],
  agent: ['maija.malli', '4101'],
  username: ['maija.malli', 'liisa.lupa', 'oili.oikeus'],
  password: [DEMO_PASSWORD],
  current: [DEMO_PASSWORD],
  extension: ['4101', '4102'],
  language: ['fi', 'sv', 'en'],
  reference: ['V-1', 'T-1', 'INC-10442', 'R-2026-0001'],
  ticket: ['INC-10442', 'V-1'],
  course: ['K-1'],
  version: ['2026-1', '1', FIRST_UNDERTAKING],
  'name of questions': QUESTIONS.map(({ name }) => name),
  'name of sources': ['pbx-1'],
  networks: ['127.0.0.0/8', '10.0.0.0/8'],
  option: ['61-days', 'two-months', 'earlier-of'],
  country: ['FI', 'SE', 'US'],
  name: ['Nimi'],
  text: [WORDS.request],
  address: [WORDS.address],
  words: [WORDS.decision],
  month: ['2026-11'],
  week: ['2026-W47'],
  format: ['csv', 'sidecar'],
  timeZone: ['Europe/Helsinki'],
};

/** The same of fields of a person: what is personal stands there and nowhere else. */
export const PERSONAL_WORDS: Readonly<Record<string, readonly string[]>> = {
  name: [CALLER.name],
  phone: [CALLER.phone, '+358401234567'],
  email: [CALLER.email],
  personalIdentityCode: [FILE.code, '240688U9367'],
};

/** Text that readers, databases and pages take amiss. */
export const ODD_TEXTS: readonly string[] = [
  ...[
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    'x\udc00y',
    '\u202e',
    '\ufeff',
    '\u2028',
    'e\u0301\u0301\u0301',
    'İ',
    'ß',
    '𝔘𝔫',
    '👩‍👩‍👧‍👦',
  ],
  ...['null', 'undefined', 'NaN', 'true', '0', '-1', '1e309', '__proto__', 'constructor', 'prototype', 'toString'],
  ...["' or 1=1 --", '%', '_', '\\', '%00', '../../etc/passwd', '${7*7}', '<script>alert(1)</script>', '=1+1', '{{x}}'],
  ...['2026-02-30', '2026-13-01', '0000-00-00', '9999-12-31', '2025-02-29', '2026-11-24T24:00:00Z', '-000001-01-01'],
  ...['+275760-09-13T00:00:00Z', '2026-03-29T03:30:00+02:00', '2026-11-24T07:00:00.123456789Z', '1970-01-01T00:00:00Z'],
  ...['0001-01-01', '0000-01-01', '9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z', '2026-11-24T23:59:60Z'],
  ...[
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '٣',
    '１２',
    'a\nb',
    'a\r\nSet-Cookie: a=b',
  ],
  'x'.repeat(300),
  'ä'.repeat(5000),
  'a\u0300'.repeat(600),
];

/** Values of every kind that JSON has, and some that only its text can say. */
export const ODD_VALUES: readonly unknown[] = [
  ...[null, true, false, 0, -1, -0, 1.5, 1e21, 2 ** 53, 2 ** 31, -(2 ** 31) - 1, 1e-320, 9_007_199_254_740_993],
  ...[
    [],
    {},
    [[]],
    [null],
    [{}],
    { a: 1 },
    { length: 1 },
    { toString: 'x' },
    { toJSON: 1 },
    ['a', 'a'],
    Array<number>(300).fill(0),
  ],
];
