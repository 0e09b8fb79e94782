import type { Duties } from '../../identity/index.js';
import type { Day } from '../../kernel/calendar.js';
import { DUTY_FIELDS, type DutyField } from './duty-change.entity.js';

/** New values; what is left out stays. */
export type WantedDuties = { readonly [Field in DutyField]?: Duties[Field] | undefined };

/** What a change comes to. */
export interface JudgedChange {
  /** What is really new; nothing: there is no change. */
  readonly fields: readonly DutyField[];
  readonly opens: 'duties' | 'manager' | null;
}

/** A change that is known of and has not taken effect. */
export interface ComingChange extends Duties {
  readonly fields: readonly DutyField[];
  readonly effectiveOn: string;
}

const SUSPENDING: ReadonlySet<DutyField> = new Set(['unit', 'title', 'queue']);

/**
 * What a change does (design §5): another unit, queue or post opens a review that suspends on the day, a new manager one
 * that does not. Values that are the same open none, nor do values that the directory tells for the first time.
 * @param expected the duties as they will be on the change's day without it
 */
export function judgeChange(
  expected: Duties,
  wanted: WantedDuties,
  firstTimeFields: readonly DutyField[] = [],
): JudgedChange {
  const fields = DUTY_FIELDS.filter(field => wanted[field] !== undefined && wanted[field] !== expected[field]);
  const counted = fields.filter(field => !firstTimeFields.includes(field));
  if (counted.some(field => SUSPENDING.has(field))) return { fields, opens: 'duties' };
  return { fields, opens: counted.includes('managerId') && wanted.managerId !== null ? 'manager' : null };
}

/** The duties of `day` as far as they are known: the present ones and what is coming, in its order. */
export function dutiesOn(day: Day, present: Duties, coming: readonly ComingChange[]): Duties {
  return coming
    .filter(({ effectiveOn }) => effectiveOn <= day)
    .reduce<Duties>((duties, change) => ({ ...duties, ...newValues(change) }), present);
}

/** The values that a change brings. */
export function newValues(change: Pick<ComingChange, 'fields' | DutyField>): Partial<Duties> {
  return Object.fromEntries(change.fields.map(field => [field, change[field] ?? null]));
}
