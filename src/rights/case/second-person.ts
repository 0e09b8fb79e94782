import type { Permissions } from '../../access/index.js';
import { notSecondPerson } from '../../identity/index.js';
import { caseSubject } from './case-subject.js';
import type { RightsCase } from './rights-case.entity.js';

/** Whether the person may answer, as the second one, for what `preparedBy` prepared in a case: each thing in it has a preparer of its own. */
export function maySecond(
  { subjectStaffId }: Pick<RightsCase, 'subjectStaffId'>,
  preparedBy: string,
  { ability }: Permissions,
): boolean {
  return ability.can('confirm', caseSubject({ subjectStaffId, preparedBy }));
}

/** @throws DomainError `not-second-person` */
export function checkSecondPerson(
  rightsCase: Pick<RightsCase, 'subjectStaffId'>,
  preparedBy: string,
  permissions: Permissions,
): void {
  if (!maySecond(rightsCase, preparedBy, permissions)) throw notSecondPerson();
}
