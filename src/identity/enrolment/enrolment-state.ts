import type { Rules } from '../../platform/http/index.js';
import { NOBODY } from '../../kernel/ids.js';
import type { Enrolment } from './enrolment.entity.js';
import type { EnrolmentView } from './enrolment.schemas.js';

/** What is open of an enrolment at `now`: neither used, nor replaced, nor too late. */
export function openAt(now: Date) {
  return { completedAt: null, expiresAt: { $gt: now } };
}

/** An open enrolment as answers show it to who may decide by `rules`. */
export function enrolmentViewOf(enrolment: Enrolment, rules: Rules): EnrolmentView {
  const { id, staffId, kind, createdBy, confirmedBy, expiresAt } = enrolment;
  const state = enrolment.confirmedAt ? 'confirmed' : 'awaiting-confirmation';
  return {
    ...{ id, staffId, kind, state, expiresAt: expiresAt.toISOString() },
    createdBy: somebody(createdBy),
    confirmedBy: somebody(confirmedBy ?? NOBODY),
    mayConfirm: state === 'awaiting-confirmation' && rules.allow('confirm', 'Enrolment', { staffId, createdBy }),
  };
}

function somebody(id: string): string | null {
  return id === NOBODY ? null : id;
}
