import { Injectable } from '@nestjs/common';
import { AuditTrail, LogGate, type Actor } from '../../audit/index.js';
import { SignInAttempts } from '../../identity/index.js';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { CaseDocument, Delivery } from '../case/case-output.entity.js';
import { caseEvent } from '../case/journal.js';
import { findKept } from '../case/kept-case.js';
import { RightsCase } from '../case/rights-case.entity.js';
import { digestOfToken, isCodeOf } from './download-secret.js';
import { whyNotToLeave } from './may-leave.js';

/**
 * Whether somebody holds both halves of a download, its address and its code. Every guess passes the throttle of sign-ins, and
 * every refusal is an event.
 */
@Injectable()
export class CheckDownload {
  constructor(
    private readonly database: Database,
    private readonly attempts: SignInAttempts,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly gate: LogGate,
  ) {}

  /** An address that is open. @throws DomainError `download-gone`, `sign-in-throttled`, `log-closed` */
  async find(token: string, address: string): Promise<Delivery> {
    this.gate.assertSound();
    const found = await this.attempts.run({ address }, () => this.#open(token, address));
    if (!found) throw downloadGone();
    return found;
  }

  /**
   * The try is counted before the code is looked at: a crash in between leaves one try fewer, never one more.
   * @throws DomainError `download-gone`, `wrong-download-code` with `triesLeft`, `sign-in-throttled`
   */
  async check(token: string, code: string, address: string): Promise<Delivery> {
    const delivery = await this.find(token, address);
    let triesLeft = 0;
    const right = await this.attempts.run({ address }, async () => {
      const [counted] = await this.database.query<TryRow>(COUNT_TRY, [delivery.id, this.#today()]);
      triesLeft = counted?.tries_left ?? 0;
      const fits = counted !== undefined && isCodeOf(counted.code_sha256, code);
      if (!fits) await this.#refuse(delivery, triesLeft > 0 ? 'wrong-code' : 'too-many-wrong-codes', address);
      return fits || null;
    });
    if (right) return delivery;
    throw triesLeft > 0 ? wrongCode(triesLeft) : downloadGone();
  }

  async #open(token: string, address: string): Promise<Delivery | null> {
    const delivery = await this.database.entities().findOne(Delivery, { tokenSha256: digestOfToken(token) });
    const why = delivery ? await this.#whyClosed(delivery) : 'no-such-download';
    if (why === null) return delivery;
    await this.#refuse(delivery, why, address);
    return null;
  }

  /** What was decided anew since it was left there is not fetched any more. */
  async #whyClosed(delivery: Delivery): Promise<string | null> {
    const closed = whyClosed(delivery, this.#today());
    if (closed) return closed;
    const em = this.database.entities();
    const rightsCase = await findKept(em, delivery.caseId, this.#today());
    if (!rightsCase) return 'over';
    return whyNotToLeave(em, rightsCase, await em.findOneOrFail(CaseDocument, { id: delivery.documentId }));
  }

  async #refuse(delivery: Delivery | null, reason: string, address: string): Promise<void> {
    const actor: Actor = { kind: 'unidentified', id: null, sessionId: null, address };
    const refused = { action: 'rights-request.download-refused', outcome: 'refused', reason, actor } as const;
    const rightsCase = delivery && (await this.database.entities().findOne(RightsCase, { id: delivery.caseId }));
    if (!rightsCase) {
      await this.trail.recordAlone(refused);
      return;
    }
    const facts = { deliveryId: delivery.id };
    await this.trail.recordAlone({ ...caseEvent(rightsCase, { action: refused.action, facts }, actor), ...refused });
  }

  #today(): Day {
    return helsinkiDay(this.clock.now());
  }
}

/** Why an address does not open any more; null while it does. The whole of its last day still belongs to it. */
function whyClosed({ fetchedAt, expiresOn, triesLeft }: Delivery, today: string): string | null {
  if (fetchedAt) return 'fetched-before';
  if (!expiresOn || expiresOn < today) return 'expired';
  return (triesLeft ?? 0) > 0 ? null : 'too-many-wrong-codes';
}

interface TryRow {
  readonly tries_left: number;
  readonly code_sha256: Buffer;
}

const COUNT_TRY: Statement = {
  name: 'rights-download-try',
  text: `
    update rights_delivery set tries_left = tries_left - 1
    where id = $1 and tries_left > 0 and fetched_at is null and expires_on >= $2::date
    returning tries_left, code_sha256`,
};

/** One answer for what was never there, was fetched, has expired or was guessed at too often. */
export function downloadGone(): DomainError {
  const sentence = 'There is nothing to fetch here any more. Ask whoever sent you the address.';
  return new DomainError('not-found', 'download-gone', sentence);
}

function wrongCode(triesLeft: number): DomainError {
  return new DomainError('forbidden', 'wrong-download-code', 'The code does not fit.', { triesLeft });
}
