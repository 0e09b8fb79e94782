import type { Day } from '../../../kernel/calendar.js';
import type { AccessInformation, AnswerDraft, Decision, LetterDraft, LetterFrame, Refusal } from '../letter-draft.js';

const day = (text: string): Day => text as Day;

export const FRAME: LetterFrame = {
  reference: 'T-2026-0012',
  writtenOn: day('2026-03-20'),
  to: { name: 'Tiina Šabanova-Öhman', lines: ['Esimerkkikatu 1 A 2', '00100 Helsinki'] },
  controller: { name: 'Esimerkki Oy', lines: ['Palvelutie 3, 33100 Tampere', 'tietosuoja@esimerkki.invalid'] },
  dataProtectionOfficer: { name: 'Veikko Vastaava', lines: ['tietosuojavastaava@esimerkki.invalid'] },
  authority: ['PL 800, 00531 Helsinki', 'tietosuoja@om.invalid'],
  signatory: { name: 'Orvokki Oikeutettu', title: 'tietopyyntöjen käsittelijä' },
};
const REQUEST = { rights: ['access'] as const, receivedOn: day('2026-03-05') };

const ACCESS: AccessInformation = {
  purposes: ['service-development', 'complaint'],
  categories: ['nimi ja yhteystiedot', 'puhelun sisältö'],
  recipients: ['Puhelinpalvelu Oy'],
  retention: 'puhelutallenteet säilytetään 61 päivää puhelun päättymisestä',
  source: 'puhelu itse',
  consultations: [
    { on: day('2026-02-11'), purpose: 'complaint', staffName: null, staffNameBecause: null },
    {
      on: day('2026-02-12'),
      purpose: 'service-development',
      staffName: 'Kalle Kuuntelija',
      staffNameBecause: 'Pyytäjä epäilee SISÄINEN-PERUSTE-1 urkintaa.',
    },
  ],
};

export const REFUSAL: Refusal = {
  ground: 'rights-of-others-15-4',
  reason: 'Puhelulla on kuultu sivullista, jota ei voi peittää puhumatta päälle.',
  reasonLeftOutBecause: null,
  basisOfPurposes: [],
};

export function decision(of: Partial<Decision> & Pick<Decision, 'right' | 'outcome'>): Decision {
  return { effect: null, refusal: null, finalOn: null, ...of };
}

/** An answer to a request for just the rights that `decisions` are about. */
export function answerOf(decisions: readonly Decision[], access: AccessInformation | null = null): AnswerDraft {
  const rights = decisions.map(({ right }) => right);
  return { ...FRAME, kind: 'answer', rights, receivedOn: REQUEST.receivedOn, decisions, access };
}

/** One whole letter of each kind, and answers in which every part of an answer is asked for. All people are invented. */
export const SAMPLES: Readonly<Record<string, LetterDraft>> = {
  receipt: { ...FRAME, ...REQUEST, kind: 'receipt', lastOn: day('2026-04-07') },
  identity: {
    ...FRAME,
    ...REQUEST,
    kind: 'identity-asked',
    doubt: 'Pyyntö tuli osoitteesta, jota meillä ei ole.',
    ways: ['vahva sähköinen tunnistautuminen', 'käynti toimipaikassa'],
    stoppedOn: day('2026-03-06'),
  },
  clarification: {
    ...FRAME,
    ...REQUEST,
    kind: 'clarification-asked',
    question: 'Minkä ajan puheluita tarkoitatte?',
    stoppedOn: day('2026-03-06'),
  },
  extension: {
    ...FRAME,
    ...REQUEST,
    kind: 'extension-notice',
    because: 'complexity',
    reason: 'Puheluita on neljäkymmentä, ja niissä kuullaan sivullisia.',
    firstLastOn: day('2026-04-07'),
    newLastOn: day('2026-06-05'),
  },
  access: answerOf(
    [
      decision({
        right: 'access',
        outcome: 'partly-granted',
        effect: 'Kolmesta puhelusta saatte jäljennöksen.',
        refusal: REFUSAL,
      }),
    ],
    ACCESS,
  ),
  'every other right': answerOf([
    decision({ right: 'rectification', outcome: 'granted', effect: 'Yksikön nimi on oikaistu.' }),
    decision({
      right: 'erasure',
      outcome: 'granted',
      effect: 'Kaksi puhelua poistettiin.',
      finalOn: day('2026-04-20'),
    }),
    decision({ right: 'restriction', outcome: 'nothing-held', effect: 'Haettiin puhelinnumerolla ja nimellä.' }),
    decision({
      right: 'portability',
      outcome: 'refused',
      refusal: {
        ...REFUSAL,
        ground: 'no-consent-or-contract-20',
        basisOfPurposes: [{ purpose: 'service-development', basis: 'legitimate-interest' }],
      },
    }),
    decision({ right: 'objection', outcome: 'refused', refusal: { ...REFUSAL, ground: 'compelling-grounds-21' } }),
    decision({ right: 'consent-withdrawal', outcome: 'withdrawn' }),
  ]),
  'section 34': answerOf([
    decision({
      right: 'access',
      outcome: 'refused',
      refusal: {
        ...REFUSAL,
        ground: 'security-or-crime-dpa-34',
        reason: null,
        reasonLeftOutBecause: 'SISÄINEN-PERUSTE-2: esitutkinta on kesken.',
      },
    }),
  ]),
  lifting: {
    ...FRAME,
    rights: ['restriction'],
    receivedOn: REQUEST.receivedOn,
    kind: 'restriction-lifting',
    liftedOn: day('2026-04-01'),
    reason: 'Tietojen paikkansapitävyys on selvitetty.',
  },
  recipient: {
    ...FRAME,
    kind: 'recipient-notice',
    right: 'rectification',
    disclosedOn: day('2026-02-01'),
    disclosure: 'luovutus L-17',
    effect: 'Yksikön nimi on oikaistu.',
  },
  disclosure: {
    ...FRAME,
    kind: 'disclosure-cover',
    authorityReference: '5500/R/1/26',
    requestedOn: day('2026-03-01'),
    provision: 'poliisilaki 4 luku 3 §',
    scope: 'yksi puhelutallenne 3.2.2026',
    files: [{ name: 'puhelu-1.wav', sha256: 'ab'.repeat(32) }],
    decidedBy: ['Orvokki Oikeutettu', 'Toini Toinen'],
  },
  forwarding: { ...FRAME, ...REQUEST, kind: 'forwarding', scope: 'helmikuun 2026 puhelut yksiköstänne' },
  'final day': {
    ...FRAME,
    rights: ['erasure'],
    receivedOn: REQUEST.receivedOn,
    kind: 'retention-final-day',
    erasedOn: day('2026-03-19'),
    finalOn: day('2026-04-20'),
  },
};
