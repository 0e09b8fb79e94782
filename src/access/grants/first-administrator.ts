import { Injectable } from '@nestjs/common';
import { addMonths, helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { THE_SYSTEM } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import { CreateGrant } from './create-grant.js';

/** Name and one-time password of the administrator that the first start creates; shown once, kept nowhere in clear. */
export interface FirstAdministrator {
  readonly username: string;
  readonly password: string;
}

const USERNAME = 'admin';
const GRANTED_MONTHS = 12;

/** The only grant that no person gives: on an empty system, to one administrator who must change the password. */
@Injectable()
export class CreateFirstAdministrator {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly createGrant: CreateGrant,
    private readonly clock: Clock,
  ) {}

  /** Returns null when somebody is already there. */
  async execute(): Promise<FirstAdministrator | null> {
    return this.database.transaction(async em => {
      await em.execute('select pg_advisory_xact_lock(7201)'); // two instances may start on one empty database
      if (await this.staff.anybody(em)) return null;
      const person = { username: USERNAME, displayName: 'Administrator', unit: '', title: '' };
      const { id, password } = await this.staff.createWithOneTimePassword(em, person);
      const fromOn = helsinkiDay(this.clock.now());
      const untilOn = addMonths(fromOn, GRANTED_MONTHS);
      const scope = { queues: 'all', units: 'all', ownCallsOnly: false, purposes: [] } as const;
      const grant = { ...scope, role: 'administrator', fromOn, untilOn, reason: 'First start' } as const;
      await this.createGrant.give(em, id, { ...grant, purposes: [] }, THE_SYSTEM);
      return { username: USERNAME, password };
    });
  }
}
