import { Injectable } from '@nestjs/common';
import { CreateStaff, EnrolStaff, type EnrolmentToken, type NewStaff } from '../../identity/index.js';
import { addMonths, helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../../platform/database/index.js';
import type { NewGrant } from '../access.schemas.js';
import { CreateGrant } from '../grants/create-grant.js';
import { THE_COMMAND_LINE } from './the-command-line.js';

const GRANTED_MONTHS = 12;

/**
 * The operator names a person at the server. So a fresh system gets its second administrator, without whom nothing can be
 * proposed; what is given here works only after an administrator has confirmed the enrolment.
 */
@Injectable()
export class AddFromCommandLine {
  constructor(
    private readonly database: Database,
    private readonly createStaff: CreateStaff,
    private readonly createGrant: CreateGrant,
    private readonly enrolStaff: EnrolStaff,
    private readonly clock: Clock,
  ) {}

  /**
   * Names, grants and makes the link in one transaction.
   * @throws DomainError `staff-exists`
   */
  async execute(person: NewStaff, { administrator }: { readonly administrator: boolean }): Promise<EnrolmentToken> {
    return this.database.transaction(async em => {
      const { id } = await this.createStaff.execute(em, person, THE_COMMAND_LINE);
      if (administrator) await this.createGrant.give(em, id, this.#administration(), THE_COMMAND_LINE);
      return this.enrolStaff.execute(em, id, { kind: 'first' }, THE_COMMAND_LINE);
    });
  }

  #administration(): NewGrant {
    const fromOn = helsinkiDay(this.clock.now());
    const scope = { queues: 'all', units: 'all', ownCallsOnly: false, purposes: [] as [] } as const;
    const days = { fromOn, untilOn: addMonths(fromOn, GRANTED_MONTHS) };
    return { role: 'administrator', ...scope, ...days, reason: 'Command line of the server' };
  }
}
