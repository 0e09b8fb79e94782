import type { Me, PeopleOfTriage, RightsCase } from '../../../api/types.js';
import type { Option } from '../../../ui/choice.js';

/** Who can handle the case: the officers, and whoever handles it now even where they are one no more. */
export function officerOptions(
  { officers }: Pick<PeopleOfTriage, 'officers'>,
  { officerId, officerName }: Pick<RightsCase, 'officerId' | 'officerName'>,
  me: Pick<Me, 'id' | 'displayName'>,
  unknown: string,
): Option[] {
  const known = officers.map(({ id, displayName }) => ({ value: id, label: displayName }));
  const now = officerId === null ? [] : [{ value: officerId, label: officerName ?? unknown }];
  return uniqueOf([{ value: me.id, label: me.displayName }, ...known, ...now]);
}

/** Whom of the staff it can be about; who has left is told so, since their calls are kept for a while. */
export function staffOptions(
  { staff }: Pick<PeopleOfTriage, 'staff'>,
  { subjectStaffId, subjectStaffName }: Pick<RightsCase, 'subjectStaffId' | 'subjectStaffName'>,
  hasLeft: string,
  unknown: string,
): Option[] {
  const known = staff.map(({ id, displayName, unit, active }) => ({
    value: id,
    label: [displayName, unit, active ? '' : hasLeft].filter(Boolean).join(', '),
  }));
  const now = subjectStaffId === null ? [] : [{ value: subjectStaffId, label: subjectStaffName ?? unknown }];
  return uniqueOf([...known, ...now]);
}

function uniqueOf(options: readonly Option[]): Option[] {
  return options.filter(({ value }, index) => options.findIndex(one => one.value === value) === index);
}
