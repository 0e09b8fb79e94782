/** The places of the main navigation, and what it takes to see each. */
export const PLACES = [
  { to: '/recordings', name: 'nav.recordings', verb: 'list', subject: 'Recording' },
  { to: '/complaint-cases', name: 'nav.cases', verb: 'list', subject: 'ComplaintCase' },
  { to: '/access-log', name: 'nav.accessLog', verb: 'list', subject: 'AuditEvent' },
  { to: '/questions', name: 'nav.questions', verb: 'list', subject: 'AuditEvent' },
  { to: '/review-rounds', name: 'nav.rounds', verb: 'list', subject: 'ReviewRound' },
  { to: '/findings', name: 'nav.findings', verb: 'list', subject: 'Finding' },
  { to: '/staff', name: 'nav.staff', verb: 'list', subject: 'Staff' },
  { to: '/grant-proposals', name: 'nav.proposals', verb: 'list', subject: 'GrantProposal' },
  { to: '/access-reviews', name: 'nav.accessReviews', verb: 'list', subject: 'AccessReview' },
  { to: '/duty-batches', name: 'nav.dutyBatches', verb: 'list', subject: 'DutyBatch' },
  { to: '/access-reports', name: 'nav.accessReports', verb: 'read', subject: 'AccessReport' },
  { to: '/undertakings', name: 'nav.undertakings', verb: 'list', subject: 'Undertaking' },
  { to: '/retention', name: 'nav.retention', verb: 'read', subject: 'Retention' },
  { to: '/service-accounts', name: 'nav.machines', verb: 'list', subject: 'ServiceAccount' },
  { to: '/directory-groups', name: 'nav.directoryGroups', verb: 'list', subject: 'DirectoryGroup' },
  { to: '/log-state', name: 'nav.logState', verb: 'list', subject: 'AuditAlarm' },
] as const;
