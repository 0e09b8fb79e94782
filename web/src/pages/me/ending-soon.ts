import type { Grant } from '../../api/types.js';
import { addDays } from '../../ui/format/helsinki.js';

const REMINDED_DAYS = 30;

type Facts = Pick<Grant, 'role' | 'untilOn' | 'revokedAt'>;

/** Grants whose last day is within 30 days from `today`, and that no later one of the same role follows. */
export function endingSoon<T extends Facts>(grants: readonly T[], today: string): T[] {
  const living = grants.filter(({ revokedAt, untilOn }) => revokedAt === null && today <= untilOn);
  const soon = living.filter(({ untilOn }) => untilOn <= addDays(today, REMINDED_DAYS));
  return soon.filter(({ role, untilOn }) => !living.some(other => other.role === role && other.untilOn > untilOn));
}
