import { Injectable, Logger } from '@nestjs/common';
import { notKnown, type Check, type CheckResult } from './check-result.js';
import { AccessChecks } from './checks/access-checks.js';
import { KeepingChecks } from './checks/keeping-checks.js';
import { LogChecks } from './checks/log-checks.js';
import { PeopleChecks } from './checks/people-checks.js';
import { RegisterChecks } from './checks/register-checks.js';
import type { PromiseName } from './promises.js';

/** The check of each promise: one that is missing here is not compiled. */
@Injectable()
export class RunChecks {
  readonly #logger = new Logger('promises');
  readonly #checks: Readonly<Record<PromiseName, Check>>;

  constructor(
    keeping: KeepingChecks,
    access: AccessChecks,
    log: LogChecks,
    people: PeopleChecks,
    register: RegisterChecks,
  ) {
    this.#checks = { ...keeping.checks, ...access.checks, ...log.checks, ...people.checks, ...register.checks };
  }

  /** What cannot be looked at is not known; why it could not is in the machine's own log. */
  async run(promise: PromiseName): Promise<CheckResult> {
    try {
      return await this.#checks[promise]();
    } catch (error) {
      this.#logger.error(`couldn't check ${promise}: ${error instanceof Error ? error.name : 'unknown'}`);
      return notKnown();
    }
  }
}
