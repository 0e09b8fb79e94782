import type { PersonSearch, RightsCase } from '../../../api/types.js';
import { isDay } from '../../../ui/format/helsinki.js';

/** The texts of the form of a search for the person, in its order. */
export const NO_CRITERIA = {
  ...{ as: 'caller', name: '', phone: '', email: '', personalIdentityCode: '' },
  ...{ agentStaffId: '', unit: '', from: '', to: '', ticket: '' },
};
export type Criteria = typeof NO_CRITERIA;

export const SOUGHT_AS: readonly PersonSearch['as'][] = ['caller', 'patient', 'employee'];
const PERSONAL = ['name', 'phone', 'email', 'personalIdentityCode'] as const;
const NARROWING = ['unit', 'from', 'to', 'ticket'] as const;

/** What a search begins with: what the request says of the person, except the code, which stays covered. */
export function criteriaOf({
  request: { person },
  subjectStaffId,
}: Pick<RightsCase, 'request' | 'subjectStaffId'>): Criteria {
  return {
    ...NO_CRITERIA,
    ...{ name: person.name ?? '', phone: person.phone ?? '', email: person.email ?? '' },
    agentStaffId: subjectStaffId ?? '',
    as: subjectStaffId === null ? 'caller' : 'employee',
  };
}

/** Whether there is anything to look for: an employee is found by the staff id, everybody else by what is personal. */
export function isSearchable(criteria: Criteria): boolean {
  if (criteria.as === 'employee') return criteria.agentStaffId !== '';
  return PERSONAL.some(field => criteria[field].trim() !== '');
}

/** Which days are none; empty ones are not asked for. */
export function badDays(criteria: Criteria): ('from' | 'to')[] {
  return (['from', 'to'] as const).filter(field => criteria[field] !== '' && !isDay(criteria[field]));
}

/** The criteria with the code of the request, which is looked for without being shown. */
export function withCode(criteria: Criteria, code: string | undefined): Criteria {
  return code === undefined || criteria.personalIdentityCode.trim() !== ''
    ? criteria
    : { ...criteria, personalIdentityCode: code };
}

/** What is sent: only what was given, and of an employee nothing personal. */
export function searchOf(criteria: Criteria): PersonSearch {
  const as = SOUGHT_AS.find(one => one === criteria.as) ?? 'caller';
  const fields = as === 'employee' ? (['agentStaffId', ...NARROWING] as const) : ([...PERSONAL, ...NARROWING] as const);
  const given = fields.map(field => [field, criteria[field].trim()]).filter(([, value]) => value !== '');
  return { as, ...(Object.fromEntries(given) as Omit<PersonSearch, 'as'>) }; // the very fields of a search
}
