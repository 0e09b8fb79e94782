import { Injectable } from '@nestjs/common';
import { ConfirmEnrolment, ListEnrolments, normaliseUsername, type ConfirmedEnrolment } from '../../identity/index.js';
import { DomainError } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import { LastAdministrator } from './last-administrator.js';
import { commandLineMayConfirm, THE_COMMAND_LINE } from './the-command-line.js';

/** The operator is the second person for an enrolment or a recovery, at the server. */
@Injectable()
export class ConfirmFromCommandLine {
  constructor(
    private readonly database: Database,
    private readonly enrolments: ListEnrolments,
    private readonly confirmEnrolment: ConfirmEnrolment,
    private readonly administrators: LastAdministrator,
  ) {}

  /**
   * The code is returned this once.
   * @throws DomainError `no-open-enrolment`, `not-second-person`, `already-confirmed`
   */
  async execute(username: string): Promise<ConfirmedEnrolment> {
    const open = await this.enrolments.named(normaliseUsername(username));
    if (!open) throw nothingOpen();
    const administrators = await this.administrators.anyBut(this.database.entities(), open.staffId);
    return this.confirmEnrolment.execute(open.id, THE_COMMAND_LINE, ({ createdBy }) =>
      commandLineMayConfirm(createdBy, { administrators }),
    );
  }
}

function nothingOpen(): DomainError {
  return new DomainError('not-found', 'no-open-enrolment', 'Nobody of this user name has a link that still works.');
}
