import type { Language } from '../languages.js';
import type { ErasureGround } from './certificate.entity.js';
import type { CERTIFIED_KINDS } from './certificate.entity.js';
import type { OtherRule } from './rule-name.js';

/** The words of a certificate on paper. */
export interface CertificateWords {
  readonly title: string;
  readonly unit: string;
  readonly kinds: Readonly<Record<(typeof CERTIFIED_KINDS)[number], string>>;
  readonly callOn: string;
  readonly queue: string;
  readonly rule: string;
  /** Days, and months where the earlier of the two counts. */
  readonly rules: (days: number, months: number | null) => string;
  readonly otherRules: Readonly<Record<OtherRule, string>>;
  readonly ordinaryDueOn: string;
  readonly dueOn: string;
  readonly reason: string;
  readonly reasons: Readonly<Record<'due' | 'erasure' | 'sorted-out', string>>;
  readonly grounds: Readonly<Record<ErasureGround, string>>;
  readonly holds: string;
  readonly holdKinds: Readonly<Record<string, string>>;
  readonly holdOutcomes: Readonly<Record<string, string>>;
  readonly keyDestroyedAt: string;
  readonly blobAbsentAt: string;
  readonly notYet: string;
  readonly finalOn: string;
  readonly notCovered: string;
  readonly keepsDays: (source: string, days: number | null) => string;
  readonly logIndex: string;
  readonly hash: string;
  readonly none: string;
}

export const CERTIFICATE_WORDS: Readonly<Record<Language, CertificateWords>> = {
  fi: {
    title: 'Poistotodistus',
    unit: 'Tunniste',
    kinds: {
      recording: 'puhelutallenne',
      'contact-history': 'kontaktihistoria',
      'quarantined-item': 'selvitettävä',
      'training-copy': 'koulutuskopio',
      'rights-case': 'rekisteröidyn pyyntö',
    },
    callOn: 'Puhelun päivä',
    queue: 'Jono',
    rule: 'Säilytysaika',
    rules: (days, months) =>
      months === null ? `${days} vrk` : `${days} vrk tai ${months} kk sen mukaan, kumpi päättyy ensin`,
    otherRules: {
      'at most 14 days': 'enintään 14 vrk',
      'until the day that was approved': 'hyväksyttyyn päivään asti',
      'as long as the case, and what is set after it is closed': 'asian käsittelyn ajan ja sen jälkeen määrätyn ajan',
    },
    ordinaryDueOn: 'Säännön mukainen viimeinen säilytyspäivä',
    dueOn: 'Viimeinen säilytyspäivä',
    reason: 'Poiston syy',
    reasons: {
      due: 'säilytysaika päättyi',
      erasure: 'kahden henkilön päätös',
      'sorted-out': 'selvittäjä hävitti',
    },
    grounds: {
      'private-call': 'yksityispuhelu',
      'recorded-by-mistake': 'tallentui vahingossa',
      'no-lawful-ground': 'ei oikeusperustetta',
      'right-to-erasure': 'rekisteröidyn pyyntö (tietosuoja-asetuksen 17 artikla)',
    },
    holds: 'Säilytyksen jatkamiset',
    holdKinds: { complaint: 'reklamaatio', training: 'koulutus', 'rights-request': 'rekisteröidyn pyyntö' },
    holdOutcomes: { refused: 'hylätty', lapsed: 'rauennut', ended: 'päättynyt', released: 'lopetettu' },
    keyDestroyedAt: 'Avain hävitetty',
    blobAbsentAt: 'Tiedosto todettu poistetuksi',
    notYet: 'ei vielä',
    finalOn: 'Poisto on lopullinen',
    notCovered: 'Todistus ei koske',
    keepsDays: (source, days) =>
      `lähdejärjestelmän ${source} omaa kopiota (${days === null ? 'säilytysaikaa ei ole ilmoitettu' : `säilytysaika ${days} vrk`})`,
    logIndex: 'Lokitapahtuman järjestysnumero',
    hash: 'Tiiviste (SHA-256)',
    none: 'ei ole',
  },
  sv: {
    title: 'Raderingsintyg',
    unit: 'Identifierare',
    kinds: {
      recording: 'samtalsinspelning',
      'contact-history': 'kontakthistorik',
      'quarantined-item': 'att utreda',
      'training-copy': 'utbildningskopia',
      'rights-case': 'den registrerades begäran',
    },
    callOn: 'Samtalets dag',
    queue: 'Kö',
    rule: 'Förvaringstid',
    rules: (days, months) =>
      months === null
        ? `${days} dygn`
        : `${days} dygn eller ${months} ${months === 1 ? 'månad' : 'månader'}, beroende på vilken tid som löper ut först`,
    otherRules: {
      'at most 14 days': 'högst 14 dygn',
      'until the day that was approved': 'till den dag som godkändes',
      'as long as the case, and what is set after it is closed':
        'så länge ärendet pågår, och därefter den tid som har bestämts',
    },
    ordinaryDueOn: 'Sista förvaringsdag enligt regeln',
    dueOn: 'Sista förvaringsdag',
    reason: 'Orsak till raderingen',
    reasons: {
      due: 'förvaringstiden gick ut',
      erasure: 'beslut av två personer',
      'sorted-out': 'förstörd av utredaren',
    },
    grounds: {
      'private-call': 'privatsamtal',
      'recorded-by-mistake': 'inspelat av misstag',
      'no-lawful-ground': 'rättslig grund saknas',
      'right-to-erasure': 'den registrerades begäran (artikel 17 i dataskyddsförordningen)',
    },
    holds: 'Förlängd förvaring',
    holdKinds: { complaint: 'reklamation', training: 'utbildning', 'rights-request': 'den registrerades begäran' },
    holdOutcomes: { refused: 'avslagen', lapsed: 'förfallen', ended: 'utgången', released: 'avslutad' },
    keyDestroyedAt: 'Nyckeln förstörd',
    blobAbsentAt: 'Filen konstaterad raderad',
    notYet: 'inte ännu',
    finalOn: 'Raderingen är slutgiltig',
    notCovered: 'Intyget omfattar inte',
    keepsDays: (source, days) =>
      `källsystemets ${source} egen kopia (${days === null ? 'förvaringstiden har inte meddelats' : `förvaringstid ${days} dygn`})`,
    logIndex: 'Logghändelsens nummer',
    hash: 'Kontrollsumma (SHA-256)',
    none: 'finns inte',
  },
  en: {
    title: 'Deletion certificate',
    unit: 'Id',
    kinds: {
      recording: 'call recording',
      'contact-history': 'contact history',
      'quarantined-item': 'to be sorted out',
      'training-copy': 'training copy',
      'rights-case': 'rights request',
    },
    callOn: 'Day of the call',
    queue: 'Queue',
    rule: 'Retention period',
    rules: (days, months) =>
      months === null
        ? daysIn(days)
        : `${daysIn(days)} or ${months} ${months === 1 ? 'month' : 'months'}, whichever ends first`,
    otherRules: {
      'at most 14 days': 'at most 14 days',
      'until the day that was approved': 'until the day that was approved',
      'as long as the case, and what is set after it is closed':
        'as long as the case, and what is set after it is closed',
    },
    ordinaryDueOn: 'Last day kept by the rule',
    dueOn: 'Last day kept',
    reason: 'Reason for the deletion',
    reasons: {
      due: 'the retention period ended',
      erasure: 'decision of two people',
      'sorted-out': 'destroyed by the person who sorted it out',
    },
    grounds: {
      'private-call': 'private call',
      'recorded-by-mistake': 'recorded by mistake',
      'no-lawful-ground': 'no lawful ground',
      'right-to-erasure': 'request of the data subject (GDPR article 17)',
    },
    holds: 'Holds',
    holdKinds: { complaint: 'service complaint', training: 'training', 'rights-request': 'rights request' },
    holdOutcomes: { refused: 'refused', lapsed: 'lapsed', ended: 'ended', released: 'released' },
    keyDestroyedAt: 'Key destroyed',
    blobAbsentAt: 'File confirmed absent',
    notYet: 'not yet',
    finalOn: 'The deletion is final on',
    notCovered: 'Not covered',
    keepsDays: (source, days) =>
      `the source ${source}’s own copy (${days === null ? 'it has not said how long it keeps that' : `kept for ${daysIn(days)}`})`,
    logIndex: 'Index of the log event',
    hash: 'Hash (SHA-256)',
    none: 'none',
  },
};

function daysIn(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
