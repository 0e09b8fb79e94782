import type { Me } from '../../api/types.js';
import { may } from '../session/me.js';

/** What people do in the client: the first row of the navigation, in its order. */
const GROUPS = ['recordings', 'requests', 'logs', 'people', 'register', 'connections'] as const;
export type GroupName = (typeof GROUPS)[number];

/** The places of the client in the order of the navigation, and what it takes to see each. Those of one name are one place. */
const PLACES = [
  { group: 'recordings', to: '/recordings', name: 'nav.recordings', verb: 'list', subject: 'Recording' },
  { group: 'recordings', to: '/weekly-samples', name: 'nav.samples', verb: 'list', subject: 'WeeklySample' },
  { group: 'recordings', to: '/call-notes', name: 'nav.callNotes', verb: 'list', subject: 'CallNote' },
  { group: 'recordings', to: '/complaint-cases', name: 'nav.cases', verb: 'list', subject: 'ComplaintCase' },
  { group: 'requests', to: '/rights-requests', name: 'nav.rights', verb: 'list', subject: 'RightsCase' },
  { group: 'requests', to: '/register-disclosure', name: 'nav.rights', verb: 'handle', subject: 'RightsCase' },
  { group: 'logs', to: '/access-log', name: 'nav.accessLog', verb: 'list', subject: 'AuditEvent' },
  { group: 'logs', to: '/purpose-shares', name: 'nav.purposeShares', verb: 'list', subject: 'AuditEvent' },
  { group: 'logs', to: '/questions', name: 'nav.questions', verb: 'list', subject: 'AuditEvent' },
  { group: 'logs', to: '/review-rounds', name: 'nav.rounds', verb: 'list', subject: 'ReviewRound' },
  { group: 'logs', to: '/findings', name: 'nav.findings', verb: 'list', subject: 'Finding' },
  { group: 'logs', to: '/log-state', name: 'nav.logState', verb: 'list', subject: 'AuditAlarm' },
  { group: 'people', to: '/staff', name: 'nav.staff', verb: 'list', subject: 'Staff' },
  { group: 'people', to: '/grant-proposals', name: 'nav.proposals', verb: 'list', subject: 'GrantProposal' },
  { group: 'people', to: '/grant-templates', name: 'nav.proposals', verb: 'list', subject: 'GrantTemplate' },
  { group: 'people', to: '/access-reviews', name: 'nav.accessReviews', verb: 'list', subject: 'AccessReview' },
  { group: 'people', to: '/review-campaigns', name: 'nav.campaigns', verb: 'list', subject: 'ReviewCampaign' },
  { group: 'people', to: '/duty-batches', name: 'nav.dutyBatches', verb: 'list', subject: 'DutyBatch' },
  { group: 'people', to: '/access-reports', name: 'nav.accessReports', verb: 'read', subject: 'AccessReport' },
  { group: 'people', to: '/undertakings', name: 'nav.undertakings', verb: 'list', subject: 'Undertaking' },
  { group: 'register', to: '/retention', name: 'nav.retention', verb: 'read', subject: 'Retention' },
  { group: 'register', to: '/holds', name: 'nav.retention', verb: 'list', subject: 'Hold' },
  { group: 'register', to: '/erasures', name: 'nav.retention', verb: 'list', subject: 'Erasure' },
  { group: 'register', to: '/training-copies', name: 'nav.retention', verb: 'list', subject: 'TrainingCopy' },
  { group: 'register', to: '/departures', name: 'nav.retention', verb: 'list', subject: 'Departure' },
  { group: 'register', to: '/register/notice', name: 'nav.notice', verb: 'read', subject: 'Notice' },
  {
    group: 'register',
    to: '/register/processing',
    name: 'nav.processing',
    verb: 'read',
    subject: 'ProcessingRecord',
  },
  { group: 'register', to: '/incidents', name: 'nav.incidents', verb: 'list', subject: 'Incident' },
  { group: 'register', to: '/register/promises', name: 'nav.promises', verb: 'read', subject: 'Promise' },
  {
    group: 'register',
    to: '/register/going-live',
    name: 'nav.goingLive',
    verb: 'list',
    subject: 'GoingLiveFinding',
  },
  { group: 'register', to: '/register/studies', name: 'nav.studies', verb: 'read', subject: 'ServiceLevelStudy' },
  { group: 'connections', to: '/completeness', name: 'nav.completeness', verb: 'read', subject: 'Completeness' },
  { group: 'connections', to: '/to-sort-out', name: 'nav.toSortOut', verb: 'list', subject: 'QuarantinedItem' },
  { group: 'connections', to: '/sources', name: 'nav.sources', verb: 'list', subject: 'Source' },
  { group: 'connections', to: '/announcements', name: 'nav.sources', verb: 'list', subject: 'Source' },
  { group: 'connections', to: '/agent-names', name: 'nav.sources', verb: 'list', subject: 'AgentName' },
  { group: 'connections', to: '/service-accounts', name: 'nav.machines', verb: 'list', subject: 'ServiceAccount' },
  {
    group: 'connections',
    to: '/directory-groups',
    name: 'nav.directoryGroups',
    verb: 'list',
    subject: 'DirectoryGroup',
  },
  { group: 'connections', to: '/connections', name: 'nav.connections', verb: 'list', subject: 'ServiceAccount' },
] as const;

/** A place that a person may visit: it is entered at `to`, and stands for every address beneath `within`. */
export interface Place {
  readonly to: string;
  readonly group: GroupName;
  readonly name: (typeof PLACES)[number]['name'];
  readonly within: readonly string[];
}

/** The places that a person may visit, each once. */
export function placesOf(me: Pick<Me, 'permitted'>): Place[] {
  const byName = Map.groupBy(PLACES, ({ name }) => name);
  return [...byName].flatMap(([name, doors]) => {
    const door = doors.find(({ verb, subject }) => may(me, verb, subject));
    return door ? [{ to: door.to, group: door.group, name, within: doors.map(({ to }) => to) }] : [];
  });
}

/** The places of a group that a person may visit; never none. */
export interface Group {
  readonly name: GroupName;
  readonly places: readonly [Place, ...Place[]];
}

/** The groups in which a person may visit anything. */
export function groupsOf(me: Pick<Me, 'permitted'>): Group[] {
  const byGroup = Map.groupBy(placesOf(me), ({ group }) => group);
  return GROUPS.flatMap(name => {
    const [first, ...others] = byGroup.get(name) ?? [];
    return first ? [{ name, places: [first, ...others] }] : [];
  });
}

/** Whether the page at `pathname` belongs to a place. */
export function isWithin({ within }: Pick<Place, 'within'>, pathname: string): boolean {
  return within.some(address => pathname === address || pathname.startsWith(`${address}/`));
}
