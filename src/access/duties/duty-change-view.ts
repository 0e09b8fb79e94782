import { NOBODY } from '../../kernel/ids.js';
import type { DutyChangeView } from './duties.schemas.js';
import type { DutyChange } from './duty-change.entity.js';

/** A change of duties as answers show it, but for its review and its reason, which are kept elsewhere. */
export function dutyChangeView(
  change: DutyChange,
  names: ReadonlyMap<string, string>,
): Omit<DutyChangeView, 'reviewId' | 'reason'> {
  const { id, staffId, fields, unit, title, queue, effectiveOn, origin, enteredBy } = change;
  const managerId = change.managerId ?? null;
  return {
    ...{ id, staffId, fields, unit, title, queue, managerId, effectiveOn, origin },
    staffName: names.get(staffId) ?? '',
    managerName: (managerId && names.get(managerId)) ?? null,
    opens: change.opens ?? null,
    enteredAt: change.enteredAt.toISOString(),
    enteredBy: enteredBy === NOBODY ? null : enteredBy,
    batchId: change.batchId ?? null,
    state: stateOf(change),
  };
}

function stateOf({ held, appliedAt, withdrawnAt }: DutyChange): DutyChangeView['state'] {
  if (withdrawnAt) return 'withdrawn';
  if (held) return 'held';
  return appliedAt ? 'in-effect' : 'coming';
}
