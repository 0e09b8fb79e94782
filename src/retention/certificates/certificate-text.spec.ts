import { describe, expect, it } from '@jest/globals';
import { LANGUAGES, type Language } from '../languages.js';
import { certificateText } from './certificate-text.js';
import type { CertificateView } from './certificates.schemas.js';
import { erased, purged, UNIT_ID } from './testing/sample-certificate.js';

const LABEL = '.*?:\\s+';

/** What stands in the line of a certificate that begins with `label`, in each language. */
function inEach(certificate: CertificateView, labels: readonly [fi: string, sv: string, en: string]) {
  return LANGUAGES.map((language, n) => {
    const line = certificateText(certificate, language)
      .split('\n')
      .find(text => text.startsWith(`${labels[n] ?? ''}:`));
    return line?.replace(new RegExp(`^${LABEL}`), '');
  });
}

const UNIT = ['Tunniste', 'Identifierare', 'Id'] as const;
const RULE = ['Säilytysaika', 'Förvaringstid', 'Retention period'] as const;
const REASON = ['Poiston syy', 'Orsak till raderingen', 'Reason for the deletion'] as const;
const HOLDS = ['Säilytyksen jatkamiset', 'Förlängd förvaring', 'Holds'] as const;
const NOT_COVERED = ['Todistus ei koske', 'Intyget omfattar inte', 'Not covered'] as const;

const PURGED: Readonly<Record<Language, string>> = {
  fi: `\
Poistotodistus

Tunniste:                                 019c0000-0000-7000-8000-000000000001 (puhelutallenne)
Puhelun päivä:                            2026-11-24
Jono:                                     user-support
Säilytysaika:                             61 vrk tai 2 kk sen mukaan, kumpi päättyy ensin
Säännön mukainen viimeinen säilytyspäivä: 2027-01-24
Viimeinen säilytyspäivä:                  2027-03-01
Poiston syy:                              säilytysaika päättyi
Säilytyksen jatkamiset:                   reklamaatio 2026-12-01–2027-03-01, päättynyt (aaa)
Säilytyksen jatkamiset:                   koulutus 2026-12-02–2026-12-09, rauennut (bbb)
Avain hävitetty:                          2027-03-01T22:00:05.000Z
Tiedosto todettu poistetuksi:             2027-03-01T22:00:09.000Z
Poisto on lopullinen:                     2027-03-31
Todistus ei koske:                        lähdejärjestelmän vaihde omaa kopiota (säilytysaika 30 vrk)
Lokitapahtuman järjestysnumero:           1234
Tiiviste (SHA-256):                       c0ffee
`,
  sv: `\
Raderingsintyg

Identifierare:                     019c0000-0000-7000-8000-000000000001 (samtalsinspelning)
Samtalets dag:                     2026-11-24
Kö:                                user-support
Förvaringstid:                     61 dygn eller 2 månader, beroende på vilken tid som löper ut först
Sista förvaringsdag enligt regeln: 2027-01-24
Sista förvaringsdag:               2027-03-01
Orsak till raderingen:             förvaringstiden gick ut
Förlängd förvaring:                reklamation 2026-12-01–2027-03-01, utgången (aaa)
Förlängd förvaring:                utbildning 2026-12-02–2026-12-09, förfallen (bbb)
Nyckeln förstörd:                  2027-03-01T22:00:05.000Z
Filen konstaterad raderad:         2027-03-01T22:00:09.000Z
Raderingen är slutgiltig:          2027-03-31
Intyget omfattar inte:             källsystemets vaihde egen kopia (förvaringstid 30 dygn)
Logghändelsens nummer:             1234
Kontrollsumma (SHA-256):           c0ffee
`,
  en: `\
Deletion certificate

Id:                        019c0000-0000-7000-8000-000000000001 (call recording)
Day of the call:           2026-11-24
Queue:                     user-support
Retention period:          61 days or 2 months, whichever ends first
Last day kept by the rule: 2027-01-24
Last day kept:             2027-03-01
Reason for the deletion:   the retention period ended
Holds:                     service complaint 2026-12-01–2027-03-01, ended (aaa)
Holds:                     training 2026-12-02–2026-12-09, lapsed (bbb)
Key destroyed:             2027-03-01T22:00:05.000Z
File confirmed absent:     2027-03-01T22:00:09.000Z
The deletion is final on:  2027-03-31
Not covered:               the source vaihde’s own copy (kept for 30 days)
Index of the log event:    1234
Hash (SHA-256):            c0ffee
`,
};

const ERASED: Readonly<Record<Language, string>> = {
  fi: `\
Poistotodistus

Tunniste:                       019c0000-0000-7000-8000-000000000001 (kontaktihistoria)
Säilytysaika:                   61 vrk
Viimeinen säilytyspäivä:        2027-03-01
Poiston syy:                    kahden henkilön päätös: yksityispuhelu
Säilytyksen jatkamiset:         ei ole
Avain hävitetty:                2027-03-01T22:00:05.000Z
Tiedosto todettu poistetuksi:   ei vielä
Poisto on lopullinen:           ei vielä
Lokitapahtuman järjestysnumero: ei vielä
Tiiviste (SHA-256):             c0ffee
`,
  sv: `\
Raderingsintyg

Identifierare:             019c0000-0000-7000-8000-000000000001 (kontakthistorik)
Förvaringstid:             61 dygn
Sista förvaringsdag:       2027-03-01
Orsak till raderingen:     beslut av två personer: privatsamtal
Förlängd förvaring:        finns inte
Nyckeln förstörd:          2027-03-01T22:00:05.000Z
Filen konstaterad raderad: inte ännu
Raderingen är slutgiltig:  inte ännu
Logghändelsens nummer:     inte ännu
Kontrollsumma (SHA-256):   c0ffee
`,
  en: `\
Deletion certificate

Id:                       019c0000-0000-7000-8000-000000000001 (contact history)
Retention period:         61 days
Last day kept:            2027-03-01
Reason for the deletion:  decision of two people: private call
Holds:                    none
Key destroyed:            2027-03-01T22:00:05.000Z
File confirmed absent:    not yet
The deletion is final on: not yet
Index of the log event:   not yet
Hash (SHA-256):           c0ffee
`,
};

describe('a deletion certificate as people read it', () => {
  it.each(LANGUAGES)('says in %s, a line each, what is gone, why, since when, and what it does not cover', language => {
    expect(certificateText(purged(), language)).toBe(PURGED[language]);
  });

  it.each(LANGUAGES)('says in %s what is not known yet, and has no line for what there is not', language => {
    expect(certificateText(erased(), language)).toBe(ERASED[language]);
  });

  it.each([
    ['recording', ['puhelutallenne', 'samtalsinspelning', 'call recording']],
    ['contact-history', ['kontaktihistoria', 'kontakthistorik', 'contact history']],
    ['quarantined-item', ['selvitettävä', 'att utreda', 'to be sorted out']],
    ['training-copy', ['koulutuskopio', 'utbildningskopia', 'training copy']],
    ['rights-case', ['rekisteröidyn pyyntö', 'den registrerades begäran', 'rights request']],
  ] as const)('calls a unit of the kind %s %j', (unitKind, names) => {
    expect(inEach(purged({ unitKind }), UNIT)).toEqual(names.map(name => `${UNIT_ID} (${name})`));
  });

  it.each([
    ['61 days', ['61 vrk', '61 dygn', '61 days']],
    ['1 days', ['1 vrk', '1 dygn', '1 day']],
    [
      'earlier-of 31 days, 1 months',
      [
        '31 vrk tai 1 kk sen mukaan, kumpi päättyy ensin',
        '31 dygn eller 1 månad, beroende på vilken tid som löper ut först',
        '31 days or 1 month, whichever ends first',
      ],
    ],
    ['at most 14 days', ['enintään 14 vrk', 'högst 14 dygn', 'at most 14 days']],
    [
      'until the day that was approved',
      ['hyväksyttyyn päivään asti', 'till den dag som godkändes', 'until the day that was approved'],
    ],
    [
      'as long as the case, and what is set after it is closed',
      [
        'asian käsittelyn ajan ja sen jälkeen määrätyn ajan',
        'så länge ärendet pågår, och därefter den tid som har bestämts',
        'as long as the case, and what is set after it is closed',
      ],
    ],
    ['until the 61 days are over', Array<string>(3).fill('until the 61 days are over')],
    ['61 days or so', Array<string>(3).fill('61 days or so')],
  ])('tells the rule "%s" as %j', (rule, told) => {
    expect(inEach(purged({ rule }), RULE)).toEqual(told);
  });

  it.each([
    ['due', ['säilytysaika päättyi', 'förvaringstiden gick ut', 'the retention period ended']],
    ['erasure', ['kahden henkilön päätös', 'beslut av två personer', 'decision of two people']],
    ['sorted-out', ['selvittäjä hävitti', 'förstörd av utredaren', 'destroyed by the person who sorted it out']],
  ] as const)('tells the reason %s as %j', (reason, told) => {
    expect(inEach(purged({ reason }), REASON)).toEqual(told);
  });

  it.each([
    ['private-call', ['yksityispuhelu', 'privatsamtal', 'private call']],
    ['recorded-by-mistake', ['tallentui vahingossa', 'inspelat av misstag', 'recorded by mistake']],
    ['no-lawful-ground', ['ei oikeusperustetta', 'rättslig grund saknas', 'no lawful ground']],
    [
      'right-to-erasure',
      [
        'rekisteröidyn pyyntö (tietosuoja-asetuksen 17 artikla)',
        'den registrerades begäran (artikel 17 i dataskyddsförordningen)',
        'request of the data subject (GDPR article 17)',
      ],
    ],
  ] as const)('tells the ground %s of an erasure as %j', (ground, told) => {
    const decided = ['kahden henkilön päätös', 'beslut av två personer', 'decision of two people'];
    expect(inEach(erased({ ground }), REASON)).toEqual(told.map((text, n) => `${decided[n] ?? ''}: ${text}`));
  });

  it.each([
    ['complaint', 'refused', ['reklamaatio, hylätty', 'reklamation, avslagen', 'service complaint, refused']],
    ['training', 'lapsed', ['koulutus, rauennut', 'utbildning, förfallen', 'training, lapsed']],
    [
      'rights-request',
      'ended',
      ['rekisteröidyn pyyntö, päättynyt', 'den registrerades begäran, utgången', 'rights request, ended'],
    ],
    ['complaint', 'released', ['reklamaatio, lopetettu', 'reklamation, avslutad', 'service complaint, released']],
    ['lease', 'frozen', Array<string>(3).fill('lease, frozen')],
  ])('tells of a hold for %s that was %s: %j', (kind, outcome, told) => {
    const hold = { kind, outcome, from: '2026-12-01', until: '2026-12-31', reasonSha256: 'aaa' };
    const lines = told.map(text => text.replace(/, (?=[^,]*$)/, ' 2026-12-01–2026-12-31, '));
    expect(inEach(purged({ holds: [hold] }), HOLDS)).toEqual(lines.map(line => `${line} (aaa)`));
  });

  it.each([
    [1, ['säilytysaika 1 vrk', 'förvaringstid 1 dygn', 'kept for 1 day']],
    [30, ['säilytysaika 30 vrk', 'förvaringstid 30 dygn', 'kept for 30 days']],
    [
      null,
      [
        'säilytysaikaa ei ole ilmoitettu',
        'förvaringstiden har inte meddelats',
        'it has not said how long it keeps that',
      ],
    ],
  ])('says that a source which keeps its copy for %p days does so: %j', (sourceKeepsDays, told) => {
    const own = [
      'lähdejärjestelmän vaihde omaa kopiota',
      'källsystemets vaihde egen kopia',
      'the source vaihde’s own copy',
    ];
    const lines = inEach(purged({ notCovered: { source: 'vaihde', sourceKeepsDays } }), NOT_COVERED);
    expect(lines).toEqual(told.map((text, n) => `${own[n] ?? ''} (${text})`));
  });

  it('has the place of its event once the log has given it one', () => {
    const event = { eventId: UNIT_ID, leafIndex: null };
    expect(certificateText(purged({ event }), 'en')).toMatch(/^Index of the log event: +not yet$/m);
    expect(certificateText(purged({ event: { ...event, leafIndex: 0 } }), 'en')).toMatch(
      /^Index of the log event: +0$/m,
    );
  });
});
