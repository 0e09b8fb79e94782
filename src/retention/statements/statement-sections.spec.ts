import { describe, expect, it } from '@jest/globals';
import { LANGUAGES, type Language } from '../languages.js';
import { sectionsOf } from './statement-sections.js';
import type { Statement } from './statements.schemas.js';
import { emptyStatement, novemberStatement } from './testing/sample-statement.js';

/** A statement as lines, with plain spaces where languages have narrow or hard ones. */
function linesOf(statement: Statement, language: Language): string {
  const lines = sectionsOf(statement, language).flatMap(({ heading, rows }) => [
    heading,
    ...rows.map(([label, value]) => (value === '' ? `  ${label}` : `  ${label} | ${value}`)),
  ]);
  return `${lines.join('\n').replaceAll(/[\u00a0\u202f\u2009]/g, ' ')}\n`;
}

const NOVEMBER: Readonly<Record<Language, string>> = {
  fi: `\
Poistettu
  Ajallaan | 160 000
  Myöhässä (yli 24 tuntia säilytysajan päättymisestä) | 3
  Kahden henkilön päätöksellä ennen aikaa | 2
  Vapautunutta tilaa | 11 773,8 MiB
Säilytyksen jatkamiset
  Jatkettuja puhelutallenteita nyt | 1 204 (reklamaatio 1 200, rekisteröidyn pyyntö 4)
  Pyydetty: reklamaatio | 1
  Hyväksytty: koulutus | 2
  Hylätty: rekisteröidyn pyyntö | 3
  Lopetettu: reklamaatio | 4
  Rauennut: koulutus | 5
  Päättynyt: rekisteröidyn pyyntö | 6
Kuuntelut
  Kaikki | 1 040 kuuntelua, 7 henkilöä
  Asiakaspalvelun kehittäminen | 1 kuuntelu, 1 henkilö
  Sisäinen koulutus | 2 kuuntelua, 2 henkilöä
  Reklamaatio | 3 kuuntelua, 2 henkilöä
  Palvelutason selvitys | 4 kuuntelua, 2 henkilöä
  Rekisteröidyn pyyntö | 5 kuuntelua, 2 henkilöä
  Åke Öhman, Reklamaatio | 12
  00000000-0000-7000-8000-0000000000aa, Sisäinen koulutus | 1
Käyttövaltuuksien tarkastukset
  Myöhässä | 2
  Näistä avoinna | 1
Jarrut ja poikkeamat
  Poistoajojen jarru: palvelimen ja tietokannan kellot eroavat | 3.11.2026 klo 12.00 – 3.11.2026 klo 14.30
  Poistoajojen jarru: kello on edellä | 4.11.2026 klo 12.00 – 5.11.2026 klo 12.00
  Poistoajojen jarru: kello on jäljessä | 30.11.2026 klo 0.15 – edelleen
  Luettavissa liian kauan, viimeinen säilytyspäivä 2026-11-10 | 1 500 kpl, 13.11.2026 klo 0.30
  Luettavissa liian kauan, viimeinen säilytyspäivä 2026-11-28 | 1 kpl, edelleen
`,
  sv: `\
Raderat
  I tid | 160 000
  För sent (över 24 timmar efter förvaringstidens slut) | 3
  I förtid genom beslut av två personer | 2
  Frigjort utrymme | 11 773,8 MiB
Förlängd förvaring
  Samtalsinspelningar med förlängd förvaring nu | 1 204 (reklamation 1 200, den registrerades begäran 4)
  Begärd: reklamation | 1
  Godkänd: utbildning | 2
  Avslagen: den registrerades begäran | 3
  Avslutad: reklamation | 4
  Förfallen: utbildning | 5
  Utgången: den registrerades begäran | 6
Uppspelningar
  Alla | 1 040 uppspelningar, 7 personer
  Utveckling av kundservicen | 1 uppspelning, 1 person
  Intern utbildning | 2 uppspelningar, 2 personer
  Reklamation | 3 uppspelningar, 2 personer
  Utredning av servicenivån | 4 uppspelningar, 2 personer
  Den registrerades begäran | 5 uppspelningar, 2 personer
  Åke Öhman, Reklamation | 12
  00000000-0000-7000-8000-0000000000aa, Intern utbildning | 1
Granskningar av behörigheter
  För sena | 2
  Av dessa öppna | 1
Bromsar och avvikelser
  Raderingskörningarnas broms: serverns och databasens klockor skiljer sig | 3.11.2026 12.00 – 3.11.2026 14.30
  Raderingskörningarnas broms: klockan går före | 4.11.2026 12.00 – 5.11.2026 12.00
  Raderingskörningarnas broms: klockan går efter | 30.11.2026 0.15 – fortfarande
  Läsbart för länge, sista förvaringsdag 2026-11-10 | 1 500 st., 13.11.2026 0.30
  Läsbart för länge, sista förvaringsdag 2026-11-28 | 1 st., fortfarande
`,
  en: `\
Deleted
  In time | 160,000
  Late (more than 24 hours after the retention period) | 3
  Before its time, by decision of two people | 2
  Storage freed | 11,773.8 MiB
Holds
  Call recordings on hold now | 1,204 (service complaint 1,200, rights request 4)
  Requested: service complaint | 1
  Approved: training | 2
  Refused: rights request | 3
  Released: service complaint | 4
  Lapsed: training | 5
  Ended: rights request | 6
Playbacks
  All | 1,040 playbacks, 7 people
  Service development | 1 playback, 1 person
  Internal training | 2 playbacks, 2 people
  Complaint | 3 playbacks, 2 people
  Service-level study | 4 playbacks, 2 people
  Rights request | 5 playbacks, 2 people
  Åke Öhman, Complaint | 12
  00000000-0000-7000-8000-0000000000aa, Internal training | 1
Access reviews
  Late | 2
  Of these still open | 1
Brakes and incidents
  Brake of the purge: the clocks of server and database disagree | 03/11/2026, 12:00 – 03/11/2026, 14:30
  Brake of the purge: the clock is ahead | 04/11/2026, 12:00 – 05/11/2026, 12:00
  Brake of the purge: the clock is behind | 30/11/2026, 00:15 – still
  Readable for too long, last day kept 2026-11-10 | 1,500 units, 13/11/2026, 00:30
  Readable for too long, last day kept 2026-11-28 | 1 unit, still
`,
};

const EMPTY: Readonly<Record<Language, string>> = {
  fi: `\
Poistettu
  Ajallaan | 0
  Myöhässä (yli 24 tuntia säilytysajan päättymisestä) | 0
  Kahden henkilön päätöksellä ennen aikaa | 0
  Vapautunutta tilaa | 0 MiB
Säilytyksen jatkamiset
  Jatkettuja puhelutallenteita nyt | 0
Kuuntelut
  Kaikki | 0 kuuntelua, 0 henkilöä
Käyttövaltuuksien tarkastukset
  Myöhässä | 0
  Näistä avoinna | 0
Jarrut ja poikkeamat
  Ei ole
`,
  sv: `\
Raderat
  I tid | 0
  För sent (över 24 timmar efter förvaringstidens slut) | 0
  I förtid genom beslut av två personer | 0
  Frigjort utrymme | 0 MiB
Förlängd förvaring
  Samtalsinspelningar med förlängd förvaring nu | 0
Uppspelningar
  Alla | 0 uppspelningar, 0 personer
Granskningar av behörigheter
  För sena | 0
  Av dessa öppna | 0
Bromsar och avvikelser
  Inga
`,
  en: `\
Deleted
  In time | 0
  Late (more than 24 hours after the retention period) | 0
  Before its time, by decision of two people | 0
  Storage freed | 0 MiB
Holds
  Call recordings on hold now | 0
Playbacks
  All | 0 playbacks, 0 people
Access reviews
  Late | 0
  Of these still open | 0
Brakes and incidents
  None
`,
};

/** The rows of the sections that can have many: holds, playbacks, faults. */
function rowsOf(statement: Statement) {
  const [, holds, playbacks, , faults] = sectionsOf(statement, 'en').map(({ rows }) => rows);
  return { holds: holds ?? [], playbacks: playbacks ?? [], faults: faults ?? [] };
}

const many = <T>(rows: number, of: (n: number) => T): T[] => Array.from({ length: rows }, (_, n) => of(n));

describe('a statement in words', () => {
  it.each(LANGUAGES)('tells in %s what was deleted, held and heard in a month, and what went wrong', language => {
    expect(linesOf(novemberStatement(), language)).toBe(NOVEMBER[language]);
  });

  it.each(LANGUAGES)('tells in %s that there was nothing', language => {
    expect(linesOf(emptyStatement(), language)).toBe(EMPTY[language]);
  });

  it('shows what it has no word for as it is', () => {
    const { held, listening } = novemberStatement();
    const unknown = novemberStatement({
      held: { ...held, decisions: [{ decision: 'frozen', kind: 'lease', times: 1 }] },
      listening: {
        ...{ ...listening, byPurpose: [{ purpose: 'curiosity', playbacks: 1, people: 1 }] },
        byPerson: [{ staffId: 'x', displayName: 'Aino', purpose: 'curiosity', playbacks: 1 }],
      },
    });
    const { holds, playbacks } = rowsOf(unknown);
    expect(holds.slice(1)).toEqual([['frozen: lease', '1']]);
    expect(playbacks.slice(1)).toEqual([
      ['curiosity', '1 playback, 1 person'],
      ['Aino, curiosity', '1'],
    ]);
  });

  it.each([
    [11, 12, null],
    [12, 13, 'and 1 more row (CSV)'],
    [511, 13, 'and 500 more rows (CSV)'],
  ])('has room for eleven decisions: of %d it shows them in %d rows with the number', (decisions, rows, last) => {
    const { held } = novemberStatement();
    const decided = many(decisions, times => ({ decision: 'approved', kind: 'complaint', times }));
    const { holds } = rowsOf(novemberStatement({ held: { ...held, decisions: decided } }));
    expect(holds).toHaveLength(rows);
    expect(holds.at(-1)).toEqual(last === null ? ['Approved: service complaint', '10'] : [last, '']);
  });

  it('has room for fourteen people, three brakes and five incidents, and says how many more there are', () => {
    const { listening } = novemberStatement();
    const rows = (count: number) =>
      rowsOf(
        novemberStatement({
          listening: {
            ...listening,
            byPurpose: [],
            byPerson: many(count, n => ({ staffId: 'x', displayName: `P${n}`, purpose: 'complaint', playbacks: n })),
          },
          brakes: many(count, () => ({ reason: 'clock-back', raisedAt: '2026-11-03T10:00:00.000Z', releasedAt: null })),
          incidents: many(count, () => ({ dueOn: '2026-11-10', units: 2, until: null })),
        }),
      );
    expect(rows(14).playbacks).toHaveLength(15);
    expect(rows(3).faults).toHaveLength(6);
    expect(rows(15).playbacks).toHaveLength(16);
    expect(rows(15).playbacks.at(-1)).toEqual(['and 1 more row (CSV)', '']);
    expect(
      rows(15)
        .faults.map(([label]) => label)
        .filter(label => label.startsWith('and')),
    ).toEqual(['and 12 more rows (CSV)', 'and 10 more rows (CSV)']);
    expect(rows(15).faults).toHaveLength(10);
  });
});
