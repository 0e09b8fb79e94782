import type { ComplaintCase } from './complaint-case.entity.js';
import type { ComplaintCaseView } from './complaint-cases.schemas.js';

/** A complaint case as answers show it. */
export function complaintCaseViewOf(row: ComplaintCase): ComplaintCaseView {
  const { reference, closedAt, closedBy, reopenedAt, reopenedBy } = row;
  return {
    reference,
    state: reopenedAt ? 'open' : 'closed',
    closedAt: closedAt.toISOString(),
    closedBy,
    reopenedAt: reopenedAt?.toISOString() ?? null,
    reopenedBy: reopenedBy ?? null,
  };
}
