/** The places of the main navigation, and what it takes to see each. */
export const PLACES = [
  { to: '/recordings', name: 'nav.recordings', verb: 'list', subject: 'Recording' },
  { to: '/complaint-cases', name: 'nav.cases', verb: 'list', subject: 'ComplaintCase' },
  { to: '/access-log', name: 'nav.accessLog', verb: 'list', subject: 'AuditEvent' },
  { to: '/questions', name: 'nav.questions', verb: 'list', subject: 'AuditEvent' },
  { to: '/review-rounds', name: 'nav.rounds', verb: 'list', subject: 'ReviewRound' },
  { to: '/findings', name: 'nav.findings', verb: 'list', subject: 'Finding' },
  { to: '/staff', name: 'nav.staff', verb: 'list', subject: 'Staff' },
  { to: '/retention', name: 'nav.retention', verb: 'read', subject: 'Retention' },
  { to: '/log-state', name: 'nav.logState', verb: 'list', subject: 'AuditAlarm' },
] as const;
