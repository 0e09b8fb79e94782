/** The views of retention in the order of their use, and what it takes to see each. */
export const RETENTION_VIEWS = [
  { to: '/retention', name: 'retention.due', verb: 'read', subject: 'Retention' },
  { to: '/holds', name: 'holds.title', verb: 'list', subject: 'Hold' },
  { to: '/erasures', name: 'erasures.title', verb: 'list', subject: 'Erasure' },
  { to: '/training-copies', name: 'copies.title', verb: 'list', subject: 'TrainingCopy' },
  { to: '/retention/whereabouts', name: 'whereabouts.title', verb: 'read', subject: 'Retention' },
  { to: '/retention/certificates', name: 'retention.certificates', verb: 'read', subject: 'Retention' },
  { to: '/retention/purges', name: 'retention.purges', verb: 'read', subject: 'Retention' },
  { to: '/retention/statements', name: 'statements.title', verb: 'read', subject: 'Retention' },
  { to: '/retention/reconciliations', name: 'reconciliations.title', verb: 'read', subject: 'Retention' },
  { to: '/retention/rules', name: 'rules.title', verb: 'list', subject: 'RetentionRule' },
  { to: '/departures', name: 'departures.title', verb: 'list', subject: 'Departure' },
] as const;
