import { PARTY_CATEGORIES } from '../../recordings/index.js';
import type { AffectedSubject } from './affected-people.js';
import { PERSON_KINDS, RISKS } from './incident-listing.entity.js';
import type { AffectedCounts } from './incidents.schemas.js';

/** How many people, by group and by risk; groups and risks of nobody are left out. */
export function countAffected(
  people: readonly Pick<AffectedSubject, 'kind' | 'category' | 'risks'>[],
): Pick<AffectedCounts, 'people' | 'byGroup' | 'byRisk'> {
  const groups = PERSON_KINDS.flatMap(kind => PARTY_CATEGORIES.map(category => ({ kind, category })));
  return {
    people: people.length,
    byGroup: groups
      .map(group => ({
        ...group,
        count: people.filter(of => of.kind === group.kind && of.category === group.category).length,
      }))
      .filter(({ count }) => count > 0),
    byRisk: RISKS.map(risk => ({ risk, count: people.filter(({ risks }) => risks.includes(risk)).length })).filter(
      ({ count }) => count > 0,
    ),
  };
}
