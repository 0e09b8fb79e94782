import type { Purpose } from './purposes.js';

/** The roles of design §5. A role alone gives nothing; a grant names it with scope, purposes and days. */
export const ROLES = [
  'agent',
  'team-lead',
  'complaint-handler',
  'trainer',
  'rights-officer',
  'data-protection-officer',
  'auditor',
  'administrator',
] as const;

/** A role of a named person. */
export type Role = (typeof ROLES)[number];

/** The roles of machines, which come with their service accounts: deliver recordings, keep the staff, read measurements. */
export type ServiceRole = 'ingest' | 'scim' | 'metrics';

/** The purposes that a role may be granted. A role without any hears nothing. */
export const PURPOSES_OF_ROLE: Readonly<Record<Role, readonly Purpose[]>> = {
  agent: ['service-development'],
  'team-lead': ['service-development', 'internal-training', 'service-level-study'],
  'complaint-handler': ['complaint'],
  trainer: ['internal-training'],
  'rights-officer': ['rights-request'],
  'data-protection-officer': [],
  auditor: [],
  administrator: [],
};

/** Who administers rights or reviews the log never hears a recording, whatever else they are granted (design §5). */
export const NEVER_HEARS: ReadonlySet<Role> = new Set(['administrator', 'auditor']);

/**
 * Who oversees what administrators do: reads the log, clears its alarms, reviews. An administrator does none of it, whatever else they are
 * granted (design §5: administrators cannot touch the audit trail).
 */
export const OVERSEES: ReadonlySet<Role> = new Set(['auditor', 'data-protection-officer']);
