/** The places of the main navigation, and what it takes to see each. */
export const PLACES = [
  { to: '/recordings', name: 'nav.recordings', verb: 'list', subject: 'Recording' },
  { to: '/access-log', name: 'nav.accessLog', verb: 'list', subject: 'AuditEvent' },
  { to: '/staff', name: 'nav.staff', verb: 'list', subject: 'Staff' },
  { to: '/retention', name: 'nav.retention', verb: 'read', subject: 'Retention' },
] as const;
