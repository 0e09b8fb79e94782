import { Injectable } from '@nestjs/common';
import {
  ConfirmEnrolment,
  ListEnrolments,
  normaliseUsername,
  type ConfirmedEnrolment,
  type MayConfirm,
} from '../../identity/index.js';
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
   * The code is returned this once. With the reason why nobody else can, the operator confirms alone what they began; the event says
   * so.
   * @throws DomainError `no-open-enrolment`, `not-second-person`, `already-confirmed`
   */
  async execute(username: string, whyAlone?: string): Promise<ConfirmedEnrolment> {
    const open = await this.enrolments.named(normaliseUsername(username));
    if (!open) throw nothingOpen();
    const administrators = await this.administrators.anyBut(this.database.entities(), open.staffId);
    const alone = whyAlone !== undefined;
    const may: MayConfirm = ({ createdBy }) => commandLineMayConfirm(createdBy, { administrators, alone });
    return this.confirmEnrolment.execute(open.id, THE_COMMAND_LINE, may, alone ? { whyAlone } : {});
  }
}

function nothingOpen(): DomainError {
  return new DomainError('not-found', 'no-open-enrolment', 'Nobody of this user name has a link that still works.');
}
