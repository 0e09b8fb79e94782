import { subject } from '@casl/ability';
import type { RightsCase } from './rights-case.entity.js';

/** An object of the rules made of a case. */
export function caseSubject({ subjectStaffId, preparedBy }: Pick<RightsCase, 'subjectStaffId' | 'preparedBy'>) {
  return subject('RightsCase', { subjectStaffId, preparedBy });
}
