import type { NoticeFacts } from '../notice-facts.js';
import { factsOf } from './sample-facts.js';

/** A fact that is otherwise than in the sample, and the blocks that then are: each is a sentence that must come from its fact. */
export type ChangedFact = readonly [name: string, more: Partial<NoticeFacts>, changed: readonly string[]];

const { announcements, processors, purposes, sources, stores } = factsOf();
const inUnitedStates = { country: 'US' };

export const CHANGED_FACTS: readonly ChangedFact[] = [
  ['the controller', { controller: { name: 'Toinen Oy', lines: ['Tie 2'] } }, ['controller.contact']],
  ['the officer', { dataProtectionOfficer: { name: 'Toinen', lines: ['x@example.org'] } }, ['officer.contact']],
  ['the authority', { authority: ['Muu osoite'] }, ['rights.authority-contact']],
  [
    'a legal basis',
    { purposes: purposes.map(one => (one.purpose === 'internal-training' ? { ...one, basis: 'consent' } : one)) },
    [
      ...['purposes.table', 'purposes.interest', 'rights.list', 'rights.objection'],
      ...['rights.no-portability', 'rights.no-consent'],
    ],
  ],
  [
    'a condition of art. 9',
    { purposes: purposes.map(one => ({ ...one, condition: 'health-care' })) },
    ['purposes.table'],
  ],
  [
    'what a use must name',
    { purposes: purposes.map(one => ({ ...one, needsReference: true })) },
    ['purposes.reference'],
  ],
  [
    'the closed list of purposes',
    { purposes: purposes.filter(({ purpose }) => purpose !== 'service-level-study') },
    ['purposes.table', 'purposes.interest', 'rights.objection'],
  ],
  [
    'the retention rule',
    { retention: { rule: { kind: 'days', days: 30 }, clause: 'Tietosuojaseloste 6 §' } },
    ['contents.kept', 'protection.in-finland', 'protection.periods'],
  ],
  [
    'the clause of the rule',
    { retention: { rule: { kind: 'days', days: 61 }, clause: 'Päätös 7' } },
    ['protection.periods'],
  ],
  [
    'the length of holds',
    { holds: { provisionalDays: 7, mostDays: 90, longestDays: 200, afterCaseDays: 30 } },
    ['contents.held', 'protection.periods'],
  ],
  [
    'the days after a case',
    { holds: { provisionalDays: 7, mostDays: 365, longestDays: 1095, afterCaseDays: 0 } },
    ['contents.held-after-request'],
  ],
  [
    'the days of a request that waits',
    { holds: { provisionalDays: 3, mostDays: 365, longestDays: 1095, afterCaseDays: 30 } },
    ['contents.held'],
  ],
  ['the copies for training', { trainingCopyDays: 100 }, ['contents.training-copy', 'protection.periods']],
  ['what waits to be sorted out', { waitingDays: 5 }, ['purposes.unannounced', 'protection.periods']],
  ['the copies of keys', { keyCopiesDays: 35 }, ['protection.periods']],
  ['the log', { logKeptMonths: 24 }, ['protection.periods']],
  ['the cases', { caseKeptMonths: 36 }, ['protection.periods']],
  ['the groups', { categories: ['own-staff'] }, ['groups.list']],
  [
    'a source',
    { sources: [{ name: 'vaihde', keepsIdentityCodes: true, keepsDays: 20, ownCopy: null }] },
    ['contents.codes', 'protection.sources'],
  ],
  [
    'the country of a source’s own copy',
    { sources: sources.map(one => ({ ...one, ownCopy: { place: 'Konesali 1', ...inUnitedStates } })) },
    ['protection.sources', 'transfers.none'],
  ],
  [
    'the country of a store',
    { stores: stores.map(one => (one.store === 'backups' ? { ...one, country: 'SE' } : one)) },
    ['protection.in-finland', 'protection.stores'],
  ],
  ['the country of the mail', { outsideParties: [{ party: 'mail', ...inUnitedStates }] }, ['transfers.none']],
  [
    'the country of a processor',
    { processors: processors.map(one => ({ ...one, ...inUnitedStates })) },
    ['disclosures.table', 'transfers.none'],
  ],
  [
    'the processors',
    { processors: [] },
    ['disclosures.processors', 'disclosures.table', 'disclosures.no-processors', 'protection.bound'],
  ],
  [
    'the announcement',
    { announcements: announcements.map(one => ({ ...one, text: 'Muu teksti.' })) },
    ['purposes.announcement.2026-1.fi.text'],
  ],
  [
    'its version',
    { announcements: announcements.map(one => ({ ...one, version: '2026-2' })) },
    [
      ...['purposes.announcement.2026-1.fi', 'purposes.announcement.2026-1.fi.text'],
      ...['purposes.announcement.2026-2.fi', 'purposes.announcement.2026-2.fi.text'],
    ],
  ],
  [
    'who says it',
    { announcements: [] },
    [
      ...['purposes.announced', 'purposes.said-by-agent', 'purposes.marked'],
      ...['purposes.announcement.2026-1.fi', 'purposes.announcement.2026-1.fi.text'],
    ],
  ],
  ['the other way', { unrecordedContact: [] }, ['giving.other-way', 'giving.contact']],
];
