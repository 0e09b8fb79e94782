import { CaseClockController } from './case-clock.controller.js';
import { CloseCase } from './close-case.js';
import { ExtendPeriod } from './extend-period.js';
import { FindSimilar } from './find-similar.js';
import { HandleCase } from './handle-case.js';
import { HandlingController } from './handling.controller.js';
import { KeepOpenCases } from './keep-open-cases.js';
import { KeepOpenCasesJob } from './keep-open-cases.job.js';
import { LinkCases } from './link-cases.js';
import { MailboxController } from './mailbox.controller.js';
import { MailboxTests } from './mailbox-tests.js';
import { MoveCase } from './move-case.js';
import { PeopleController } from './people.controller.js';
import { ReadPeople } from './read-people.js';
import { RemindJob } from './remind.job.js';
import { RemindOfCases } from './remind-of-cases.js';
import { RemindOfMailbox } from './remind-of-mailbox.js';
import { StopClock } from './stop-clock.js';
import { TriageCase } from './triage-case.js';

export const HANDLING_CONTROLLERS = [PeopleController, HandlingController, CaseClockController, MailboxController];

/** What is done with a request from its triage to its close, and what reminds of it. */
export const HANDLING_PROVIDERS = [
  ...[HandleCase, TriageCase, MoveCase, CloseCase, LinkCases, FindSimilar, ReadPeople],
  ...[StopClock, ExtendPeriod],
  ...[KeepOpenCases, KeepOpenCasesJob],
  ...[RemindOfCases, RemindOfMailbox, RemindJob, MailboxTests],
];
