import type { WaitingGroup } from '../../api/types.js';

type Kind = WaitingGroup['kind'];

/** Where what waits is dealt with: the page of all, and that of one where it has its own. */
interface WaitingPlace {
  readonly all: string;
  readonly one?: (id: string) => string;
  /** What one is called that has no name of its own; without it such a one is told by the number of all alone. */
  readonly unnamed?: 'proposal' | 'finding';
}

const caseOf = (id: string) => `/rights-requests/${id}`;

const PLACES: Readonly<Record<Kind, WaitingPlace>> = {
  incidents: { all: '/incidents', one: id => `/incidents/${id}` },
  'incident-confirmations': { all: '/incidents', one: id => `/incidents/${id}` },
  'rights-requests': { all: '/rights-requests', one: caseOf },
  'rights-confirmations': { all: '/rights-requests', one: caseOf },
  'rights-restrictions': { all: '/rights-requests', one: caseOf },
  disclosures: { all: '/rights-requests', one: caseOf },
  'purge-brake': { all: '/retention' },
  holds: { all: '/holds?state=requested' },
  'hold-reviews': { all: '/holds?overdue=true' },
  erasures: { all: '/erasures?state=requested' },
  'training-copies': { all: '/training-copies?state=requested' },
  departures: { all: '/departures', unnamed: 'proposal' },
  'retention-rules': { all: '/retention/rules' },
  'notice-versions': { all: '/register/notice' },
  'notice-differs': { all: '/register/notice' },
  'promise-incidents': { all: '/register/promises', unnamed: 'finding' },
  'promise-answers': { all: '/register/promises', unnamed: 'finding' },
  'going-live-findings': { all: '/register/going-live', unnamed: 'finding' },
  'going-live-decisions': { all: '/register/going-live', unnamed: 'proposal' },
  'to-sort-out': { all: '/to-sort-out' },
  sources: { all: '/completeness' },
  'weekly-samples': { all: '/weekly-samples' },
  'call-notes': { all: '/call-notes' },
  'review-rounds': { all: '/review-rounds', one: id => `/review-rounds/${id}` },
  findings: { all: '/findings', unnamed: 'finding' },
  'own-findings': { all: '/me', unnamed: 'finding' },
};

export function placeOf(kind: Kind): WaitingPlace {
  return PLACES[kind];
}
