import type { ExternalIdentity } from './external-identity.entity.js';

/** What every event of a link says; the subject, which names a person outside, stays out of the log. */
export function concerningLink({ id, staffId, issuer, proposedBy }: ExternalIdentity) {
  return { object: { kind: 'external-identity', id }, concernsStaffId: staffId, facts: { issuer, proposedBy } };
}
