import { PURPOSES } from '../../../access/index.js';
import type { NoticeFacts } from '../notice-facts.js';

/** The facts of an invented register in which everything is settled; `more` is otherwise. */
export function factsOf(more: Partial<NoticeFacts> = {}): NoticeFacts {
  return {
    controller: { name: 'Esimerkki Oy', lines: ['Esimerkkitie 1', '00100 Helsinki'] },
    dataProtectionOfficer: { name: 'Tapio Tietosuoja', lines: ['tietosuoja@example.org'] },
    authority: ['PL 800, 00531 Helsinki'],
    retention: { rule: { kind: 'days', days: 61 }, clause: 'Tietosuojaseloste 6 §' },
    holds: { provisionalDays: 7, mostDays: 365, longestDays: 1095, afterCaseDays: 30 },
    ...{ trainingCopyDays: 365, waitingDays: 14, keyCopiesDays: 7, logKeptMonths: 60, caseKeptMonths: 24 },
    purposes: PURPOSES.map(purpose => ({
      ...{ purpose, condition: 'legal-claims' as const, needsReference: purpose === 'complaint' },
      basis: purpose === 'rights-request' ? 'legal-obligation' : 'legitimate-interest',
    })),
    categories: ['own-staff', 'customer-staff', 'partner'],
    sources: [
      { name: 'vaihde', keepsIdentityCodes: false, keepsDays: 14, ownCopy: { place: 'Konesali 1', country: 'FI' } },
    ],
    stores: ['recordings', 'database', 'keys', 'log-copy', 'backups'].map(store => ({ store, country: 'FI' })),
    outsideParties: [{ party: 'mail', country: 'SE' }],
    processors: [
      {
        ...{ name: 'Konesali Oy', task: 'tallennustila', country: 'FI' },
        subProcessors: [{ name: 'Nauha Ab', task: 'varmuuskopiot', country: 'SE' }],
      },
    ],
    announcements: (['system', 'agent'] as const).map(saidBy => ({
      ...{ version: '2026-1', language: 'fi', saidBy, text: 'Tämä puhelu tallennetaan.' },
    })),
    unrecordedContact: ['tuki@example.org'],
    ...more,
  };
}
