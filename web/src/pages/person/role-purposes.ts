import type { Purpose, Role } from '../../api/types.js';

/** The purposes that a role may be granted, as a help for choosing; the server refuses others. */
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

export const ROLES: readonly Role[] = [
  'agent',
  'team-lead',
  'complaint-handler',
  'trainer',
  'rights-officer',
  'data-protection-officer',
  'auditor',
  'administrator',
];
