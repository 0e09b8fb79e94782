import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { hashToken } from '../opaque-token.js';
import { hashPassword, verifyPassword } from '../passwords/password-hash.js';
import { passwordFault } from '../passwords/password-policy.js';
import { enrolmentRefused, enrolmentUnconfirmed, passwordRefused, wrongEnrolmentCode } from '../refusals.js';
import { SignInAttempts } from '../sign-in/sign-in-attempts.js';
import { Staff } from '../staff/staff.entity.js';
import { MOST_CODE_TRIES, normaliseCode } from './enrolment-code.js';
import { openAt } from './enrolment-state.js';
import { Enrolment } from './enrolment.entity.js';
import type { EnrolmentCompletion } from './enrolment.schemas.js';

/** A link whose holder has the code too, and the hash of the password that they chose. */
export interface CheckedEnrolment {
  readonly enrolmentId: string;
  readonly passwordHash: string;
}

interface Found {
  readonly enrolment: Enrolment;
  readonly username: string;
}

/** Whether somebody holds both halves, the link and the code, and has chosen a password that can be taken. */
@Injectable()
export class CheckEnrolment {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly attempts: SignInAttempts,
  ) {}

  /**
   * A password that cannot be taken costs no try of the code, and leaves the link as it was.
   * @throws DomainError `enrolment-refused`, `enrolment-unconfirmed`, `wrong-enrolment-code` with `triesLeft`,
   * `password-refused` with `fault`, `sign-in-throttled`
   */
  async execute({ token, code, password }: EnrolmentCompletion, address: string): Promise<CheckedEnrolment> {
    const found = await this.attempts.run({ address }, () => this.#find(hashToken(token), address));
    if (!found) throw enrolmentRefused();
    const { enrolment, username } = found;
    if (!enrolment.confirmedAt) throw enrolmentUnconfirmed();
    const fault = passwordFault(password, username);
    if (fault) throw passwordRefused(fault);
    await this.#needCode(enrolment, code, address);
    return { enrolmentId: enrolment.id, passwordHash: await hashPassword(password) };
  }

  async #find(tokenHash: string, address: string): Promise<Found | null> {
    const em = this.database.entities();
    const enrolment = await em.findOne(Enrolment, { tokenHash, ...openAt(this.clock.now()) });
    const staff = enrolment && (await em.findOne(Staff, { id: enrolment.staffId, status: 'active' }));
    if (staff) return { enrolment, username: staff.username };
    await this.#recordRefusal('no-such-link', address, null);
    return null;
  }

  /** The try is counted before the code is looked at: a crash in between leaves one try fewer, never one more. */
  async #needCode(enrolment: Enrolment, code: string, address: string): Promise<void> {
    let triesLeft = 0;
    const right = await this.attempts.run({ address }, async () => {
      const [counted] = await this.database.query<TryRow>(COUNT_TRY, [enrolment.id, this.clock.now()]);
      triesLeft = counted ? MOST_CODE_TRIES - counted.code_tries : 0;
      const fits = counted !== undefined && (await verifyPassword(counted.code_hash, normaliseCode(code)));
      if (!fits) await this.#refuse(enrolment, triesLeft, address);
      return fits || null;
    });
    if (right) return;
    throw triesLeft > 0 ? wrongEnrolmentCode(triesLeft) : enrolmentRefused();
  }

  /** After the last try nothing is left to guess; a crash before the link is void leaves it without a try. */
  async #refuse(enrolment: Enrolment, triesLeft: number, address: string): Promise<void> {
    if (triesLeft === 0) await this.database.query(END, [enrolment.id, this.clock.now()]);
    await this.#recordRefusal(triesLeft > 0 ? 'wrong-code' : 'too-many-wrong-codes', address, enrolment);
  }

  async #recordRefusal(reason: string, address: string, enrolment: Enrolment | null): Promise<void> {
    const actor: Actor = { kind: 'unidentified', id: null, sessionId: null, address };
    const about = enrolment && { object: { kind: 'enrolment', id: enrolment.id }, concernsStaffId: enrolment.staffId };
    await this.trail.recordAlone({ action: 'enrolment.refused', outcome: 'refused', actor, reason, ...about });
  }
}

interface TryRow {
  readonly code_tries: number;
  readonly code_hash: string;
}

const COUNT_TRY: Statement = {
  name: 'identity-enrolment-try',
  text: `
    update enrolment set code_tries = code_tries + 1
    where id = $1 and completed_at is null and expires_at > $2 and code_hash is not null
      and code_tries < ${MOST_CODE_TRIES}
    returning code_tries, code_hash`,
};

const END: Statement = {
  name: 'identity-enrolment-end',
  text: 'update enrolment set expires_at = $2 where id = $1 and completed_at is null',
};
