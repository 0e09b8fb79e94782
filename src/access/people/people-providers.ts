import { AddFromCommandLine } from './add-from-command-line.js';
import { CompleteEnrolmentOfPerson } from './complete-enrolment-of-person.js';
import { ConfirmFromCommandLine } from './confirm-from-command-line.js';
import { DeactivatePerson } from './deactivate-person.js';
import { EndRights } from './end-rights.js';
import { LastAdministrator } from './last-administrator.js';
import { PeopleController } from './people.controller.js';
import { ReactivatePerson } from './reactivate-person.js';

export const PEOPLE_CONTROLLERS = [PeopleController];

/** People who come, leave and come back, as the module provides it. */
export const PEOPLE_PROVIDERS = [
  AddFromCommandLine,
  CompleteEnrolmentOfPerson,
  ConfirmFromCommandLine,
  DeactivatePerson,
  EndRights,
  LastAdministrator,
  ReactivatePerson,
];
