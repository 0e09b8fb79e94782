import type { GrantView } from '../access.schemas.js';
import type { Grant } from './grant.entity.js';

/** A grant as answers show it. */
export function grantViewOf(grant: Grant): GrantView {
  return {
    id: grant.id,
    staffId: grant.staffId,
    role: grant.role,
    queues: grant.allQueues ? 'all' : grant.queues,
    units: grant.allUnits ? 'all' : grant.units,
    ownCallsOnly: grant.ownCallsOnly,
    purposes: grant.purposes,
    fromOn: grant.fromOn,
    untilOn: grant.untilOn,
    reason: grant.reason,
    grantedBy: grant.grantedBy ?? null,
    createdAt: grant.createdAt.toISOString(),
    suspended: grant.suspended,
    revokedAt: grant.revokedAt?.toISOString() ?? null,
    revokedBy: grant.revokedBy ?? null,
  };
}
