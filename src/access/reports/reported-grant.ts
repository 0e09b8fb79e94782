import type { Day } from '../../kernel/calendar.js';
import type { GrantRow } from '../person-rows.js';
import type { MatrixRow, ReportedGrant } from './reports.schemas.js';

/** The columns of a grant `g` and of its person `s`, as the reports read them. */
export const GRANT_COLUMNS = `
  g.id, g.role, g.all_queues, g.queues, g.all_units, g.units, g.own_calls_only, g.purposes, g.from_on, g.until_on,
  s.id as staff_id, s.display_name, s.unit, s.title`;

/** Keyset order of grants by person: after the grant whose id is the parameter `cursor`, or from the beginning. */
export const afterGrant = (cursor: string): string => `(${cursor}::uuid is null
  or (s.display_name, s.id, g.id) > (select l.display_name, l.id, k.id from access_grant k
                                     join staff l on l.id = k.staff_id where k.id = ${cursor}::uuid))`;

export const BY_PERSON = 'order by s.display_name, s.id, g.id';

/** A grant and its person as the database has them. */
export interface GrantOfPersonRow extends Omit<GrantRow, 'suspended'> {
  readonly staff_id: string;
  readonly display_name: string;
  readonly unit: string;
  readonly title: string;
}

export function reportedGrant(row: GrantOfPersonRow): ReportedGrant {
  return {
    id: row.id,
    role: row.role,
    queues: row.all_queues ? 'all' : [...row.queues],
    units: row.all_units ? 'all' : [...row.units],
    ownCallsOnly: row.own_calls_only,
    purposes: [...row.purposes],
    fromOn: row.from_on,
    untilOn: row.until_on,
  };
}

export function personOf({ staff_id, display_name, unit, title }: GrantOfPersonRow) {
  return { staffId: staff_id, displayName: display_name, unit, title };
}

/** What a grant that is not over is on `today`. */
export function stateOn(
  today: Day,
  { suspended, from_on }: Pick<GrantRow, 'from_on' | 'suspended'>,
): MatrixRow['grants'][number]['state'] {
  if (suspended) return 'suspended';
  return from_on > today ? 'future' : 'working';
}
