import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Database, type EntityManager } from '../database/index.js';
import { CallWebhook } from './call-webhook.js';
import { Notice } from './notice.entity.js';
import { nextAttempt } from './retry.js';
import { SendMail } from './send-mail.js';
import { SendingFailed } from './sending-failed.js';

/** How long a claim holds: longer than any attempt may take. */
const CLAIM_MS = 60_000;
const BATCH = 20;
const FORGOTTEN_AFTER_MS = 90 * 24 * 3_600_000;

/** Sends what waits to be sent. Any number of instances may: each claims its messages first. */
@Injectable()
export class SendNotices {
  constructor(
    private readonly database: Database,
    private readonly sendMail: SendMail,
    private readonly callWebhook: CallWebhook,
    private readonly clock: Clock,
  ) {}

  /** Sends a batch, and forgets old ones. Returns how many were taken. */
  async execute(): Promise<number> {
    const claimed = await this.database.transaction(em => this.#claim(em));
    // A crash here, or before a message is noted as sent, leaves it claimed: after a minute it is sent again, under the same id.
    const sent = await Promise.all(claimed.map(notice => this.#send(notice)));
    await this.#forget();
    return sent.filter(Boolean).length;
  }

  async #claim(em: EntityManager): Promise<Notice[]> {
    const now = this.clock.now();
    const rows = await em.execute<{ id: string }[]>(CLAIM, [now, BATCH, new Date(now.getTime() + CLAIM_MS)]);
    return em.find(Notice, { id: { $in: rows.map(({ id }) => id) } });
  }

  async #send(notice: Notice): Promise<boolean> {
    try {
      await (notice.way === 'mail' ? this.sendMail : this.callWebhook).execute(notice);
      await this.#note(notice, { sentAt: this.clock.now(), fault: '' });
      return true;
    } catch (error) {
      if (!(error instanceof SendingFailed)) throw error;
      await this.#failed(notice, error.code);
      return false;
    }
  }

  async #failed(notice: Notice, fault: string): Promise<void> {
    const now = this.clock.now();
    const nextAt = nextAttempt(notice.attempts, notice.createdAt, now);
    await this.#note(notice, nextAt ? { nextAt, fault } : { givenUpAt: now, fault });
  }

  async #note({ id }: Notice, change: Partial<Notice>): Promise<void> {
    await this.database.transaction(em => em.nativeUpdate(Notice, { id, sentAt: null }, change));
  }

  async #forget(): Promise<void> {
    const longAgo = new Date(this.clock.now().getTime() - FORGOTTEN_AFTER_MS);
    await this.database.query({ name: 'notices-forget', text: 'delete from notice where created_at < $1' }, [longAgo]);
  }
}

const CLAIM = `
  with due as (
    select id from notice where sent_at is null and given_up_at is null and next_at <= ?
    order by next_at, id limit ? for update skip locked)
  update notice n set next_at = ?, attempts = n.attempts + 1 from due where n.id = due.id returning n.id`;
