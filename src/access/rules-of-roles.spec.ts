import { describe, expect, it } from '@jest/globals';
import { ROLES, type Role, type ServiceRole } from './roles.js';
import { rulesForService } from './rules.js';
import { allowedBy, as } from './testing/person.js';

/** What everybody may who is bound and has any grant: reviews that name them, and saying that a request was received. */
const REVIEWS = ['decide AccessReview', 'list AccessReview', 'register RightsCase', 'read Notice'];
const READS_CASES = ['list RightsCase', 'read RightsCase', 'export RightsCase'];
const HEARS = ['list Recording', 'play Recording', 'read Recording', 'set-ticket Recording'];
const REVEALS = [...HEARS, 'reveal Recording'];
const KNOWS_ACCESS = [
  ...['list AccessReview', 'list DutyBatch', 'list DutyChange', 'list Grant', 'list GrantProposal'],
  ...['list GrantTemplate', 'list ReviewCampaign', 'list Undertaking', 'read AccessReport'],
];
const READS_LOG = [
  ...['list AuditEvent', 'read AuditEvent', 'export AuditEvent', 'follow AuditLog', 'list AuditAlarm'],
  ...['list ReviewRound', 'read ReviewRound', 'list Finding'],
];
const KNOWS_STAFF = ['list Staff', 'read Staff'];
const RETENTION = 'read Retention';

const ERASES = ['erase Recording', 'list Erasure', 'withdraw Erasure'];
const HOLDS = ['hold Recording', 'list Hold', 'extend Hold', 'release Hold'];
const ANSWERS = [
  ...['list Hold', 'decide Hold', 'review Hold', 'release Hold', 'list Erasure', 'decide Erasure'],
  ...['list TrainingCopy', 'decide TrainingCopy', 'release TrainingCopy'],
];
const KNOWS_KEPT = [
  ...[RETENTION, 'list Hold', 'list TrainingCopy', 'list Erasure', 'list RetentionRule', 'list Departure'],
];

const SORTS_OUT = [
  ...['list QuarantinedItem', 'read QuarantinedItem', 'sort-out QuarantinedItem'],
  ...['read Completeness', 'explain Completeness'],
];

const OWN_NOTES = ['list CallNote', 'read CallNote'];
const SAMPLES = ['sample Recording', 'note Recording', 'list WeeklySample', 'read WeeklySample', ...OWN_NOTES];

/** Everybody who works with the register reads what it promises; the log and the law are served by those who see the record. */
const PUBLISHES = ['propose Notice', 'decide Notice'];
const READS_INCIDENTS = ['list Incident', 'read Incident', 'export Incident'];
const SEES_RECORD = [
  ...['read ProcessingRecord', 'list Processor', 'read Promise', 'check Promise'],
  ...['list PromiseIncident', 'list GoingLiveFinding'],
];
const ANSWERS_FOR_PROMISES = [
  ...['hand-over PromiseIncident', 'answer PromiseIncident'],
  ...['assign GoingLiveFinding', 'decide GoingLiveFinding', 'confirm GoingLiveFinding'],
];

/** Design §5 in full: a verb that stands here and is not allowed is a fault, as one that is allowed and does not. */
const MAY: Readonly<Record<Role, readonly string[]>> = {
  agent: [...REVEALS, ...REVIEWS, ...ERASES, ...OWN_NOTES],
  'team-lead': [
    ...[...REVEALS, ...REVIEWS, RETENTION, ...HOLDS, ...ANSWERS, ...ERASES, ...SORTS_OUT, ...SAMPLES],
    'read ServiceLevelStudy',
  ],
  trainer: [...HEARS, ...REVIEWS, ...HOLDS, 'copy-for-training Recording', 'list TrainingCopy'],
  'complaint-handler': [
    ...[...REVEALS, ...REVIEWS, ...HOLDS, ...ERASES, 'search-by-code Recording'],
    ...['list ComplaintCase', 'close ComplaintCase', 'reopen ComplaintCase'],
  ],
  'rights-officer': [
    ...[...REVEALS, ...REVIEWS, 'search-by-code Recording', RETENTION, ...HOLDS, ...ANSWERS, ...ERASES],
    ...['list Departure', 'decide Departure', ...READS_CASES, 'handle RightsCase', 'confirm RightsCase'],
    ...[...PUBLISHES, ...SEES_RECORD, ...READS_INCIDENTS, 'register Incident', 'handle Incident'],
    ...['reveal Incident', 'confirm Incident'],
    ...[...ANSWERS_FOR_PROMISES, 'settle PromiseIncident'],
  ],
  'data-protection-officer': [
    ...[...READS_LOG, ...KNOWS_STAFF, ...KNOWS_ACCESS, ...REVIEWS, ...KNOWS_KEPT],
    ...['read Completeness', ...READS_CASES, 'list WeeklySample', ...SEES_RECORD, ...READS_INCIDENTS],
    'read ServiceLevelStudy',
  ],
  auditor: [
    ...[...READS_LOG, ...KNOWS_STAFF, ...KNOWS_ACCESS, ...REVIEWS, ...KNOWS_KEPT],
    ...['read Completeness', 'list WeeklySample', ...SEES_RECORD],
    ...['clear AuditAlarm', 'open ReviewRound', 'close ReviewRound', 'review AuditEvent', 'settle Finding'],
    'settle PromiseIncident',
  ],
  administrator: [
    ...[...KNOWS_STAFF, ...KNOWS_ACCESS, ...REVIEWS, RETENTION, 'list AuditAlarm'],
    ...['create Staff', 'change Staff', 'enrol Staff', 'deactivate Staff', 'reactivate Staff', 'confirm Enrolment'],
    ...['list ExternalIdentity', 'link ExternalIdentity', 'confirm ExternalIdentity', 'unlink ExternalIdentity'],
    ...['create Grant', 'revoke Grant', 'withdraw GrantProposal', 'decide GrantProposal', 'change GrantTemplate'],
    ...['publish Undertaking', 'import Undertaking', 'enter DutyChange', 'decide DutyBatch', 'reassign AccessReview'],
    ...['list ServiceAccount', 'create ServiceAccount', 'rotate ServiceAccount', 'revoke ServiceAccount'],
    ...['list Session', 'end Session', 'open ReviewCampaign'],
    ...['list DirectoryGroup', 'map DirectoryGroup', 'list Source', 'change Source'],
    ...['list AgentName', 'map AgentName', 'read Completeness', 'explain Completeness'],
    ...['list RetentionRule', 'propose RetentionRule', 'decide RetentionRule', 'list Departure', 'propose Departure'],
    ...['propose-release PurgeBrake', 'release PurgeBrake', ...PUBLISHES, ...SEES_RECORD, 'change Processor'],
    ...ANSWERS_FOR_PROMISES,
  ],
};

describe('the roles', () => {
  it.each(ROLES)('let the %s do what design §5 says, and nothing else', role => {
    expect(allowedBy(as(role))).toEqual([...new Set(MAY[role])].sort());
  });

  it.each<[ServiceRole, string]>([
    ['ingest', 'ingest Recording'],
    ['scim', 'provision Directory'],
    ['metrics', 'read Metrics'],
  ])('let the machine of %s do its one thing and nothing else', (role, one) => {
    expect(allowedBy(rulesForService(role))).toEqual([one]);
  });

  it('give no person what is for machines', () => {
    const machines = ['ingest Recording', 'provision Directory', 'read Metrics'];
    expect(ROLES.flatMap(role => allowedBy(as(role))).filter(one => machines.includes(one))).toEqual([]);
  });
});
