import { isInEea, STORE_COUNTRY } from '../../kernel/countries.js';
import type { NoticeFacts } from './notice-facts.js';

/** What a notice must say and cannot (GDPR arts. 13 and 14; privacy notice §§5, 11 and 12): a notice that lacks any of it is not published. */
export const MISSING_FACTS = [
  'controller',
  'data-protection-officer',
  'authority',
  'legal-basis',
  'article-9-condition',
  'announcement',
  'announcement-text',
  'store-in-finland',
  'party-in-eea',
] as const;

export interface MissingFact {
  readonly fact: (typeof MISSING_FACTS)[number];
  /** Of what: a purpose, a store, a party, a version of the announcement; null where there is one only. */
  readonly of: string | null;
}

/** What `facts` lack, in the order of the notice. */
export function missingFacts(facts: NoticeFacts): readonly MissingFact[] {
  const { controller, dataProtectionOfficer, authority, purposes, announcements, stores } = facts;
  return [
    ...lacking('controller', controller ? [] : [null]),
    ...lacking('data-protection-officer', dataProtectionOfficer ? [] : [null]),
    ...lacking('authority', authority ? [] : [null]),
    ...lacking('legal-basis', namesOf(purposes.filter(({ basis }) => basis === null))),
    ...lacking('article-9-condition', namesOf(purposes.filter(({ condition }) => condition === null))),
    ...lacking('announcement', announcements.some(({ saidBy }) => saidBy === 'system') ? [] : [null]),
    ...lacking('announcement-text', wordless(announcements)),
    ...lacking(
      'store-in-finland',
      stores.filter(({ country }) => country !== STORE_COUNTRY).map(({ store }) => store),
    ),
    ...lacking('party-in-eea', outsideEea(facts)),
  ];
}

function lacking(fact: MissingFact['fact'], of: readonly (string | null)[]): MissingFact[] {
  return of.map(one => ({ fact, of: one }));
}

function namesOf(purposes: NoticeFacts['purposes']): string[] {
  return purposes.map(({ purpose }) => purpose);
}

function wordless(announcements: NoticeFacts['announcements']): string[] {
  const open = announcements.filter(({ text }) => text === null);
  return [...new Set(open.map(({ version, language }) => `${version} (${language})`))];
}

/** Everybody has declared a country of the EEA before they came here; should one not have, nothing is said of transfers. */
export function outsideEea({ processors, sources, outsideParties }: NoticeFacts): string[] {
  const places = [
    ...outsideParties.map(({ party, country }) => [party, country] as const),
    ...processors.flatMap(({ name, country, subProcessors }) => [
      [name, country] as const,
      ...subProcessors.map(sub => [sub.name, sub.country] as const),
    ]),
    ...sources.flatMap(({ name, ownCopy }) => (ownCopy ? [[name, ownCopy.country] as const] : [])),
  ];
  return places.filter(([, country]) => !isInEea(country)).map(([name]) => name);
}
