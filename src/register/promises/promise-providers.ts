import { ActOnIncident } from './act-on-incident.js';
import { CheckPromises } from './check-promises.js';
import { AccessChecks } from './checks/access-checks.js';
import { KeepingChecks } from './checks/keeping-checks.js';
import { LogChecks } from './checks/log-checks.js';
import { PeopleChecks } from './checks/people-checks.js';
import { RegisterChecks } from './checks/register-checks.js';
import { ChooseOwner } from './choose-owner.js';
import { PromiseIncidentsController } from './promise-incidents.controller.js';
import { OpenIncident } from './open-incident.js';
import { PromisesController } from './promises.controller.js';
import { PromisesJob } from './promises.job.js';
import { ReadIncidents } from './read-incidents.js';
import { ReadPromises } from './read-promises.js';
import { RunChecks } from './run-checks.js';

/** Everything that promises and their proof are made of, in one place for the module. */
export const PROMISE_PROVIDERS = [
  ...[AccessChecks, KeepingChecks, LogChecks, PeopleChecks, RegisterChecks, RunChecks],
  ...[ActOnIncident, CheckPromises, ChooseOwner, OpenIncident, PromisesJob, ReadIncidents, ReadPromises],
];
export const PROMISE_CONTROLLERS = [PromisesController, PromiseIncidentsController];
