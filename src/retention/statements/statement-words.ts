import type { BrakeReason } from '../brake/brake-reason.js';
import type { Language } from '../languages.js';

type Kind = 'complaint' | 'training' | 'rights-request';

/** What is counted: one of it, and any other number. */
export type Counted = readonly [one: string, many: string];

/** The words of a statement on paper. */
export interface StatementWords {
  readonly locale: string;
  readonly title: (month: string) => string;
  readonly made: string;
  readonly soFar: string;
  readonly deleted: string;
  readonly inTime: string;
  readonly late: string;
  readonly erased: string;
  readonly bytes: string;
  readonly held: string;
  readonly heldNow: string;
  readonly kinds: Readonly<Record<Kind, string>>;
  readonly decisions: Readonly<Record<string, string>>;
  readonly listening: string;
  readonly playbacks: Counted;
  readonly people: Counted;
  readonly all: string;
  readonly purposes: Readonly<Record<string, string>>;
  /** Of rows that have no room. */
  readonly more: (rows: string) => string;
  readonly moreRows: Counted;
  readonly reviews: string;
  readonly lateReviews: string;
  readonly openReviews: string;
  readonly faults: string;
  readonly brake: string;
  readonly brakeReasons: Readonly<Record<BrakeReason, string>>;
  readonly incident: string;
  readonly units: Counted;
  readonly still: string;
  readonly none: string;
}

export const STATEMENT_WORDS: Readonly<Record<Language, StatementWords>> = {
  fi: {
    locale: 'fi-FI',
    title: month => `Säilytyksen kuukausiselvitys ${month}`,
    made: 'Laadittu',
    soFar: 'Kuukausi on kesken: luvut ovat tähän asti.',
    deleted: 'Poistettu',
    inTime: 'Ajallaan',
    late: 'Myöhässä (yli 24 tuntia säilytysajan päättymisestä)',
    erased: 'Kahden henkilön päätöksellä ennen aikaa',
    bytes: 'Vapautunutta tilaa',
    held: 'Säilytyksen jatkamiset',
    heldNow: 'Jatkettuja puhelutallenteita nyt',
    kinds: { complaint: 'reklamaatio', training: 'koulutus', 'rights-request': 'rekisteröidyn pyyntö' },
    decisions: {
      requested: 'Pyydetty',
      approved: 'Hyväksytty',
      refused: 'Hylätty',
      released: 'Lopetettu',
      lapsed: 'Rauennut',
      ended: 'Päättynyt',
    },
    listening: 'Kuuntelut',
    playbacks: ['kuuntelu', 'kuuntelua'],
    people: ['henkilö', 'henkilöä'],
    all: 'Kaikki',
    purposes: {
      'service-development': 'Asiakaspalvelun kehittäminen',
      'internal-training': 'Sisäinen koulutus',
      complaint: 'Reklamaatio',
      'service-level-study': 'Palvelutason selvitys',
      'rights-request': 'Rekisteröidyn pyyntö',
    },
    more: rows => `ja ${rows} lisää (CSV)`,
    moreRows: ['rivi', 'riviä'],
    reviews: 'Käyttövaltuuksien tarkastukset',
    lateReviews: 'Myöhässä',
    openReviews: 'Näistä avoinna',
    faults: 'Jarrut ja poikkeamat',
    brake: 'Poistoajojen jarru',
    brakeReasons: {
      'clocks-disagree': 'palvelimen ja tietokannan kellot eroavat',
      'clock-ahead': 'kello on edellä',
      'clock-back': 'kello on jäljessä',
    },
    incident: 'Luettavissa liian kauan, viimeinen säilytyspäivä',
    units: ['kpl', 'kpl'],
    still: 'edelleen',
    none: 'Ei ole',
  },
  sv: {
    locale: 'sv-FI',
    title: month => `Månadsredogörelse för förvaringen ${month}`,
    made: 'Upprättad',
    soFar: 'Månaden pågår: talen gäller hittills.',
    deleted: 'Raderat',
    inTime: 'I tid',
    late: 'För sent (över 24 timmar efter förvaringstidens slut)',
    erased: 'I förtid genom beslut av två personer',
    bytes: 'Frigjort utrymme',
    held: 'Förlängd förvaring',
    heldNow: 'Samtalsinspelningar med förlängd förvaring nu',
    kinds: { complaint: 'reklamation', training: 'utbildning', 'rights-request': 'den registrerades begäran' },
    decisions: {
      requested: 'Begärd',
      approved: 'Godkänd',
      refused: 'Avslagen',
      released: 'Avslutad',
      lapsed: 'Förfallen',
      ended: 'Utgången',
    },
    listening: 'Uppspelningar',
    playbacks: ['uppspelning', 'uppspelningar'],
    people: ['person', 'personer'],
    all: 'Alla',
    purposes: {
      'service-development': 'Utveckling av kundservicen',
      'internal-training': 'Intern utbildning',
      complaint: 'Reklamation',
      'service-level-study': 'Utredning av servicenivån',
      'rights-request': 'Den registrerades begäran',
    },
    more: rows => `och ${rows} till (CSV)`,
    moreRows: ['rad', 'rader'],
    reviews: 'Granskningar av behörigheter',
    lateReviews: 'För sena',
    openReviews: 'Av dessa öppna',
    faults: 'Bromsar och avvikelser',
    brake: 'Raderingskörningarnas broms',
    brakeReasons: {
      'clocks-disagree': 'serverns och databasens klockor skiljer sig',
      'clock-ahead': 'klockan går före',
      'clock-back': 'klockan går efter',
    },
    incident: 'Läsbart för länge, sista förvaringsdag',
    units: ['st.', 'st.'],
    still: 'fortfarande',
    none: 'Inga',
  },
  en: {
    locale: 'en-GB',
    title: month => `Monthly statement of retention ${month}`,
    made: 'Made',
    soFar: 'The month is under way: these are the numbers so far.',
    deleted: 'Deleted',
    inTime: 'In time',
    late: 'Late (more than 24 hours after the retention period)',
    erased: 'Before its time, by decision of two people',
    bytes: 'Storage freed',
    held: 'Holds',
    heldNow: 'Call recordings on hold now',
    kinds: { complaint: 'service complaint', training: 'training', 'rights-request': 'rights request' },
    decisions: {
      requested: 'Requested',
      approved: 'Approved',
      refused: 'Refused',
      released: 'Released',
      lapsed: 'Lapsed',
      ended: 'Ended',
    },
    listening: 'Playbacks',
    playbacks: ['playback', 'playbacks'],
    people: ['person', 'people'],
    all: 'All',
    purposes: {
      'service-development': 'Service development',
      'internal-training': 'Internal training',
      complaint: 'Complaint',
      'service-level-study': 'Service-level study',
      'rights-request': 'Rights request',
    },
    more: rows => `and ${rows} (CSV)`,
    moreRows: ['more row', 'more rows'],
    reviews: 'Access reviews',
    lateReviews: 'Late',
    openReviews: 'Of these still open',
    faults: 'Brakes and incidents',
    brake: 'Brake of the purge',
    brakeReasons: {
      'clocks-disagree': 'the clocks of server and database disagree',
      'clock-ahead': 'the clock is ahead',
      'clock-back': 'the clock is behind',
    },
    incident: 'Readable for too long, last day kept',
    units: ['unit', 'units'],
    still: 'still',
    none: 'None',
  },
};
