import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LETTER_LANGUAGES, type LetterLanguage } from '../../src/rights/letters/letter-language.js';
import type { Part } from '../../src/rights/letters/parts.js';
import { PARTS } from '../../src/rights/letters/parts.js';
import type { LetterWords } from '../../src/rights/letters/words/letter-words.js';
import { wordsOf } from '../../src/rights/letters/words/words-of.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Answer } from '../support/client.js';
import { CONTACTS } from '../support/decided-case.js';
import { pdfText } from '../support/pdf-text.js';
import { expectProblem } from '../support/refused.js';
import { RightsScenes } from '../support/rights.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { COPY, GRANTED, WholeCases, type Caller, type CaseAt } from '../support/whole-case.js';

/** Reasons that are never told; that they are left out is. */
const SECRET = 'Esitutkinta on kesken.';
const PARTLY = { outcome: 'partly-granted', ground: 'security-or-crime-dpa-34', reasons: SECRET, reasonsLeftOut: true };
const EFFECT = 'Vaikutus-17.';
const DAY = { fi: '24. marraskuuta 2026', sv: '24 november 2026', en: '24 November 2026' } as const;

/** Everything that letters name is set; nobody is; the authority alone is not. */
let server: TestServer;
let bare: TestServer;
let alone: TestServer;
let cases: WholeCases;
const elsewhere = new Map<TestServer, WholeCases>();
/** An answer in each language, in part granted and in part refused on a ground of §34. */
const answers = new Map<LetterLanguage, string>();

beforeAll(async () => {
  server = await startTestServer({ env: CONTACTS });
  bare = await startTestServer();
  alone = await startTestServer({ env: { ...CONTACTS, TALLENNE_AUTHORITY_CONTACT: '' } });
  cases = await WholeCases.on(server);
  for (const language of LETTER_LANGUAGES) answers.set(language, pdfText(await answerIn(language)));
});

afterAll(async () => {
  for (const one of [server, bare, alone]) {
    await checkCustody(one);
    await one.stop();
  }
});

async function answerIn(language: LetterLanguage): Promise<Buffer> {
  const at = await assessed(cases.somebody(), { language });
  await cases.decided(at, 'access', PARTLY);
  return (await cases.letter(at, { effects: { access: EFFECT } })).pdf;
}

/** A case of access in which two people have assessed the one call. */
async function assessed(caller: Caller, more: object = {}, over = cases): Promise<CaseAt> {
  const call = await over.called(caller, {}, 0.3);
  const at = await over.opened(['access'], caller, { ...more });
  await over.takenUp(at, caller, [call]);
  await over.assessed(at, call, COPY);
  return at;
}

/** A request of which nothing is known but when it came. */
async function unnamed(): Promise<string> {
  const { id } = await new RightsScenes(server).register(cases.by.maija, { rights: [], person: {} });
  return `/rights-requests/${id}`;
}

async function letter(kind: string, parts: object = {}): Promise<Answer> {
  return cases.by.oili.post(`${await unnamed()}/letters`, { kind, parts });
}

/** An answer on another server, where something is not set; nothing of it is kept. */
async function onServer(other: TestServer): Promise<Answer> {
  const there = elsewhere.get(other) ?? (await WholeCases.on(other));
  elsewhere.set(other, there);
  const at = await assessed(there.somebody(), {}, there);
  await there.decided(at, 'access');
  const parts = { effects: { access: EFFECT } };
  const answer = await there.by.oili.post(`${at.path}/letters`, { kind: 'answer', parts });
  expect(await other.sql('select id from rights_document')).toEqual([]);
  return answer;
}

async function decision(over: object): Promise<Answer> {
  const at = await assessed(cases.somebody());
  const refusal = { outcome: 'refused', ground: 'excessive-12-5', reasons: 'Pyyntö toistuu.', ...over };
  return cases.decide(at, 'access', refusal);
}

async function undecided(): Promise<Answer> {
  const at = await assessed(cases.somebody());
  return cases.by.oili.post(`${at.path}/letters`, { kind: 'answer', parts: { effects: { access: EFFECT } } });
}

async function withoutEffect(): Promise<Answer> {
  const at = await assessed(cases.somebody());
  await cases.decided(at, 'access', GRANTED);
  return cases.by.oili.post(`${at.path}/letters`, { kind: 'answer' });
}

/** Refused for want of a basis, where nobody has settled one or said it. */
async function portabilityRefused(): Promise<Answer> {
  const at = await cases.opened(['portability'], cases.somebody());
  const reasons = 'Mikään tarkoitus ei perustu suostumukseen.';
  await cases.decided(at, 'portability', { outcome: 'refused', ground: 'no-consent-or-contract-20', reasons });
  return cases.by.oili.post(`${at.path}/letters`, { kind: 'answer' });
}

/** Somebody else was given the same recording before. */
async function givenBefore(): Promise<Answer> {
  const caller = cases.somebody();
  const first = await assessed(caller);
  await cases.decided(first, 'access');
  await cases.letter(first, { effects: { access: EFFECT } });
  await cases.fetched(first);
  const at = await cases.opened(['access'], caller);
  const { body } = await cases.by.oili.get(`${at.path}/recordings`);
  const [call] = body.items as { readonly recordingId: string }[];
  const one = { id: call?.recordingId ?? '', contactId: '', dueOn: '', audio: Buffer.alloc(0) };
  await cases.sorted(at, one, 'included');
  await cases.assessed(at, one, COPY);
  await cases.decided(at, 'access');
  return cases.by.oili.post(`${at.path}/letters`, { kind: 'answer', parts: { effects: { access: EFFECT } } });
}

/** What becomes of a letter without a part: it is not written, or what it would tell of is refused before; or the template has it. */
type Row =
  | { readonly lacks: () => Promise<Answer> }
  | { readonly refused: () => Promise<Answer>; readonly by: readonly [status: number, code: string] }
  | { readonly has: (words: LetterWords, language: LetterLanguage) => string };

const ROWS: Readonly<Record<Part, Row>> = {
  recipient: { lacks: () => letter('receipt') },
  'written-on': { has: (_, language) => DAY[language] },
  reference: { has: ({ reference }) => `${reference} RR-2026-` },
  controller: { lacks: () => onServer(bare) },
  'data-protection-officer': { lacks: () => onServer(bare) },
  signatory: { has: () => 'Oili Oikeus Rekisteröityjen pyyntöjen vastuuhenkilö' },
  request: { lacks: () => letter('receipt') },
  'received-on': { has: ({ requested }, language) => requested(DAY[language]) },
  'last-day': {
    refused: () => letter('receipt', { lastOn: '' }),
    by: [400, 'invalid-request'],
  },
  doubt: { lacks: () => letter('identity-asked') },
  'ways-to-identify': { lacks: () => letter('identity-asked') },
  question: { lacks: () => letter('clarification-asked') },
  'stopped-on': { lacks: () => letter('clarification-asked', { question: 'Mitä tarkoitatte?' }) },
  'extension-ground': { lacks: () => letter('extension-notice', { reason: 'Puheluita on monta.' }) },
  'extension-reason': { lacks: () => letter('extension-notice', { because: 'complexity' }) },
  'first-last-day': { refused: () => letter('extension-notice', { firstLastOn: '' }), by: [400, 'invalid-request'] },
  'new-last-day': { refused: () => letter('extension-notice', { newLastOn: '' }), by: [400, 'invalid-request'] },
  decisions: { refused: undecided, by: [409, 'claims-not-confirmed'] },
  effect: { lacks: withoutEffect },
  ground: { refused: () => decision({ ground: undefined }), by: [422, 'ground-missing'] },
  reason: { refused: () => decision({ reasons: undefined }), by: [422, 'reasons-missing'] },
  'ombudsman-on-request': { has: ({ answer }) => answer.ombudsman },
  'basis-of-purposes': { lacks: portabilityRefused },
  'final-day': { lacks: () => letter('retention-final-day', { erasedOn: '2026-11-24' }) },
  purposes: { has: ({ access }) => `${access.purposes} • ${access.purpose['service-development']}` },
  categories: { has: ({ access }) => access.categories },
  'data-recipients': { lacks: givenBefore },
  retention: { has: ({ access }) => access.retention },
  source: { has: ({ access }) => access.source },
  'data-subject-rights': { has: ({ access }) => access.rights },
  consultations: { has: ({ access }) => access.noConsultations },
  'staff-name-justification': {
    refused: () => letter('answer', { named: [{ eventId: '00000000-0000-7000-8000-000000000000' }] }),
    by: [400, 'invalid-request'],
  },
  'automated-decisions': { has: ({ access }) => access.automated },
  'lifted-on': { lacks: () => letter('restriction-lifting', { reason: 'Selvitetty.' }) },
  'lifting-reason': { lacks: () => letter('restriction-lifting', { liftedOn: '2026-11-24' }) },
  disclosed: { lacks: () => letter('recipient-notice', { right: 'erasure', effect: EFFECT }) },
  right: { lacks: () => letter('recipient-notice', { effect: EFFECT }) },
  'authority-request': { lacks: () => letter('disclosure-cover') },
  provision: { lacks: () => letter('disclosure-cover') },
  scope: { lacks: () => letter('forwarding') },
  files: { lacks: () => letter('disclosure-cover') },
  'two-people': { lacks: () => letter('disclosure-cover') },
  'erased-on': { lacks: () => letter('retention-final-day', { finalOn: '2026-12-01' }) },
  complaint: { lacks: () => onServer(alone) },
  remedy: { has: ({ protection }) => protection.remedy },
};

const rowsOf = <Kind extends 'lacks' | 'refused' | 'has'>(kind: Kind) =>
  PARTS.flatMap(part => {
    const row = ROWS[part];
    return kind in row ? [[part, row as Extract<Row, Record<Kind, unknown>>] as const] : [];
  });

describe('a letter over HTTP', () => {
  it.each(rowsOf('lacks'))('is not written without what it must have, and names it: %s', async (part, { lacks }) => {
    const answer = await lacks();
    expectProblem(answer, 422, 'letter-incomplete');
    expect(answer.body.parts).toContain(part);
  });

  it.each(rowsOf('refused'))('is never come to where this is missing: %s', async (_, { refused, by }) => {
    expectProblem(await refused(), ...by);
  });

  it.each(rowsOf('has'))('has what nobody can leave out, in Finnish, Swedish and English: %s', (_, { has }) => {
    for (const language of LETTER_LANGUAGES)
      expect(squeezed(answers.get(language))).toContain(squeezed(has(wordsOf(language), language)));
  });
});

describe('reasons in an answer', () => {
  it.each(['security-or-crime-dpa-34', 'serious-danger-dpa-34', 'supervision-dpa-34'])(
    'are left out on the ground of %s where stating them would defeat it, and written down all the same',
    async ground => {
      const at = await assessed(cases.somebody());
      const refused = { outcome: 'refused', ground, reasonsLeftOut: true };
      expectProblem(await cases.decide(at, 'access', refused), 422, 'reasons-missing');
      await cases.decided(at, 'access', { ...refused, reasons: SECRET });
      const text = pdfText((await cases.letter(at, {})).pdf);
      expect(text).toContain(wordsOf('fi').answer.reasonLeftOut);
      expect(text).not.toContain(SECRET);
      const { body } = await cases.by.tapio.get(at.path);
      expect(body.claims).toMatchObject([{ reasons: SECRET, reasonsLeftOut: true }]);
    },
  );

  it('are told on the same ground where nothing speaks against it, and left out on no other', async () => {
    const at = await assessed(cases.somebody());
    const refused = { outcome: 'refused', ground: 'security-or-crime-dpa-34', reasons: 'Syy on tämä.' };
    await cases.decided(at, 'access', refused);
    expect(pdfText((await cases.letter(at, {})).pdf)).toContain('Syy on tämä.');
    expectProblem(await decision({ reasonsLeftOut: true }), 422, 'reasons-may-not-be-left-out');
  });
});

/** Lines break where they must, also within a long word. */
function squeezed(text = ''): string {
  return text.replaceAll(/\s/g, '');
}
