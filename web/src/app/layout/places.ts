import type { Me } from '../../api/types.js';
import { may } from '../session/me.js';

/** The places of the client in the order of the navigation, and what it takes to see each. Those of one name are one place. */
const PLACES = [
  { to: '/recordings', name: 'nav.recordings', verb: 'list', subject: 'Recording' },
  { to: '/to-sort-out', name: 'nav.toSortOut', verb: 'list', subject: 'QuarantinedItem' },
  { to: '/complaint-cases', name: 'nav.cases', verb: 'list', subject: 'ComplaintCase' },
  { to: '/access-log', name: 'nav.accessLog', verb: 'list', subject: 'AuditEvent' },
  { to: '/questions', name: 'nav.questions', verb: 'list', subject: 'AuditEvent' },
  { to: '/rights-requests', name: 'nav.rights', verb: 'list', subject: 'RightsCase' },
  { to: '/register-disclosure', name: 'nav.rights', verb: 'handle', subject: 'RightsCase' },
  { to: '/review-rounds', name: 'nav.rounds', verb: 'list', subject: 'ReviewRound' },
  { to: '/findings', name: 'nav.findings', verb: 'list', subject: 'Finding' },
  { to: '/staff', name: 'nav.staff', verb: 'list', subject: 'Staff' },
  { to: '/grant-proposals', name: 'nav.proposals', verb: 'list', subject: 'GrantProposal' },
  { to: '/access-reviews', name: 'nav.accessReviews', verb: 'list', subject: 'AccessReview' },
  { to: '/duty-batches', name: 'nav.dutyBatches', verb: 'list', subject: 'DutyBatch' },
  { to: '/access-reports', name: 'nav.accessReports', verb: 'read', subject: 'AccessReport' },
  { to: '/undertakings', name: 'nav.undertakings', verb: 'list', subject: 'Undertaking' },
  { to: '/retention', name: 'nav.retention', verb: 'read', subject: 'Retention' },
  { to: '/holds', name: 'nav.retention', verb: 'list', subject: 'Hold' },
  { to: '/erasures', name: 'nav.retention', verb: 'list', subject: 'Erasure' },
  { to: '/completeness', name: 'nav.completeness', verb: 'read', subject: 'Completeness' },
  { to: '/sources', name: 'nav.sources', verb: 'list', subject: 'Source' },
  { to: '/agent-names', name: 'nav.sources', verb: 'list', subject: 'AgentName' },
  { to: '/service-accounts', name: 'nav.machines', verb: 'list', subject: 'ServiceAccount' },
  { to: '/directory-groups', name: 'nav.directoryGroups', verb: 'list', subject: 'DirectoryGroup' },
  { to: '/log-state', name: 'nav.logState', verb: 'list', subject: 'AuditAlarm' },
  { to: '/register-request', name: 'nav.registerRequest', verb: 'register', subject: 'RightsCase' },
] as const;

/** A place that a person may visit: it is entered at `to`, and stands for every address beneath `within`. */
export interface Place {
  readonly to: string;
  readonly name: (typeof PLACES)[number]['name'];
  readonly within: readonly string[];
}

/** The places that a person may visit, each once. */
export function placesOf(me: Pick<Me, 'permitted'>): Place[] {
  const byName = Map.groupBy(PLACES, ({ name }) => name);
  return [...byName].flatMap(([name, doors]) => {
    const door = doors.find(({ verb, subject }) => may(me, verb, subject));
    return door ? [{ to: door.to, name, within: doors.map(({ to }) => to) }] : [];
  });
}

/** Whether the page at `pathname` belongs to a place. */
export function isWithin({ within }: Pick<Place, 'within'>, pathname: string): boolean {
  return within.some(address => pathname === address || pathname.startsWith(`${address}/`));
}
