import type { Purpose, Role } from '../access/index.js';

/** An invented person of the demo and what they are granted. */
export interface DemoAccount {
  readonly username: string;
  readonly displayName: string;
  readonly unit: string;
  readonly title: string;
  readonly extension?: string;
  readonly grants: readonly {
    readonly role: Role;
    readonly purposes: readonly Purpose[];
    readonly queues?: readonly string[];
    readonly ownCallsOnly?: boolean;
  }[];
}

/** The same for every account of the demo: it protects invented data on loopback. */
export const DEMO_PASSWORD = 'esittely-2026';

/**
 * Agents whose names the demo's calls bear, and a person for each other role; two auditors, since nobody reviews what they
 * did themselves, two rights officers and two administrators, since nobody approves what they prepared or proposed.
 */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  agent('maija.malli', 'Maija Malli', '4101'),
  agent('eero.esimerkki', 'Eero Esimerkki', '4102'),
  agent('anna.aines', 'Anna Aines', '4103'),
  agent('pekka.pohja', 'Pekka Pohja', '4104'),
  agent('kaisa.koenimi', 'Kaisa Koenimi', '4105'),
  agent('olli.oletus', 'Olli Oletus', '4106'),
  person('liisa.lupa', 'Liisa Lupa', 'Palvelupäällikkö', {
    role: 'team-lead',
    purposes: ['service-development', 'internal-training', 'service-level-study'],
  }),
  person('risto.reklamaatio', 'Risto Reklamaatio', 'Reklamaatiokäsittelijä', {
    role: 'complaint-handler',
    purposes: ['complaint'],
  }),
  person('kirsi.koulu', 'Kirsi Koulu', 'Kouluttaja', { role: 'trainer', purposes: ['internal-training'] }),
  person('oili.oikeus', 'Oili Oikeus', 'Rekisteröityjen pyyntöjen vastuuhenkilö', {
    role: 'rights-officer',
    purposes: ['rights-request'],
  }),
  person('satu.sijainen', 'Satu Sijainen', 'Rekisteröityjen pyyntöjen varahenkilö', {
    role: 'rights-officer',
    purposes: ['rights-request'],
  }),
  person('tapio.tietosuoja', 'Tapio Tietosuoja', 'Tietosuojavastaava', {
    role: 'data-protection-officer',
    purposes: [],
  }),
  person('aila.auditoija', 'Aila Auditoija', 'Tarkastaja', { role: 'auditor', purposes: [] }),
  person('veikko.varmistaja', 'Veikko Varmistaja', 'Tarkastaja', { role: 'auditor', purposes: [] }),
  person('yrjo.yllapito', 'Yrjö Ylläpito', 'Pääkäyttäjä', { role: 'administrator', purposes: [] }),
  person('paula.paakayttaja', 'Paula Pääkäyttäjä', 'Varapääkäyttäjä', { role: 'administrator', purposes: [] }),
];

function agent(username: string, displayName: string, extension: string): DemoAccount {
  const grants = [{ role: 'agent', purposes: ['service-development'], ownCallsOnly: true }] as const;
  return { username, displayName, unit: 'Käyttäjätuki', title: 'Asiantuntija', extension, grants };
}

function person(
  username: string,
  displayName: string,
  title: string,
  grant: DemoAccount['grants'][number],
): DemoAccount {
  return { username, displayName, unit: 'Käyttäjätuki', title, grants: [grant] };
}
