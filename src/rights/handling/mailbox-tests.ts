import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { addDays, helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { pageFrom, readCursor, type Requester } from '../../platform/http/index.js';
import type { MailboxState, MailboxTestView, NewMailboxTest, TestQuery } from './mailbox.schemas.js';
import { MailboxTest } from './mailbox-test.entity.js';

/** By when the mailbox should have been tried again. */
export interface MailboxStanding {
  /** Null: it never was, or nothing ever arrived. */
  readonly dueOn: Day | null;
  readonly overdue: boolean;
}

/** What is known of whether requests that are sent to the mailbox arrive: it is tried again and again. */
@Injectable()
export class MailboxTests {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly staff: StaffDirectory,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Keeps that it was tried, and what came of it. @throws DomainError `test-in-future`, `arrived-before-sent` */
  async record({ sentAt, arrivedAt, note }: NewMailboxTest, requester: Requester): Promise<MailboxTestView> {
    const now = this.clock.now();
    if (sentAt > now || (arrivedAt && arrivedAt > now)) throw inFuture();
    if (arrivedAt && arrivedAt < sentAt) throw arrivedBefore();
    const test = { id: newId(now), sentAt, arrivedAt, note, testedBy: requester.id, recordedAt: now };
    const facts = { testId: test.id, sentAt: sentAt.toISOString(), arrivedAt: arrivedAt?.toISOString() ?? null };
    await this.database.transaction(async em => {
      await em.insert(MailboxTest, test);
      await this.trail.record(em, { action: 'rights-mailbox.tested', actor: actorOf(requester), facts });
    });
    return viewOf(test, await this.staff.names([requester.id]));
  }

  /** The tests, newest first, and by when the next one should be. */
  async list({ limit, cursor }: TestQuery): Promise<MailboxState> {
    const after = readCursor(cursor);
    const before = after && { $or: [{ sentAt: { $lt: after.at } }, { sentAt: after.at, id: { $lt: after.id } }] };
    const orderBy = { sentAt: 'desc', id: 'desc' } as const;
    const rows = await this.database.entities().find(MailboxTest, before ?? {}, { orderBy, limit: limit + 1 });
    const { items, nextCursor } = pageFrom(rows, limit, ({ sentAt, id }) => ({ at: sentAt, id }));
    const names = await this.staff.names(items.map(({ testedBy }) => testedBy));
    return { items: items.map(test => viewOf(test, names)), nextCursor, ...(await this.standing()) };
  }

  /** By the last test that arrived: one that did not makes nothing later. */
  async standing(): Promise<MailboxStanding> {
    const orderBy = { sentAt: 'desc', id: 'desc' } as const;
    const em = this.database.entities();
    const [last] = await em.find(MailboxTest, { arrivedAt: { $ne: null } }, { orderBy, limit: 1 });
    if (!last) return { dueOn: null, overdue: true };
    const dueOn = addDays(helsinkiDay(last.sentAt), this.config.rights.mailboxTestDays);
    return { dueOn, overdue: dueOn < helsinkiDay(this.clock.now()) };
  }
}

type TestRow = Pick<MailboxTest, 'id' | 'sentAt' | 'note' | 'testedBy' | 'recordedAt'> & {
  readonly arrivedAt?: Date | null | undefined;
};

function viewOf(
  { id, sentAt, arrivedAt, note, testedBy, recordedAt }: TestRow,
  names: ReadonlyMap<string, string>,
): MailboxTestView {
  return {
    ...{ id, sentAt: sentAt.toISOString(), arrivedAt: arrivedAt?.toISOString() ?? null },
    ...{
      passed: Boolean(arrivedAt),
      note,
      testedBy,
      testerName: names.get(testedBy) ?? null,
      recordedAt: recordedAt.toISOString(),
    },
  };
}

function inFuture(): DomainError {
  return new DomainError('unprocessable', 'test-in-future', 'A test was sent, and arrived, before it is written down.');
}

function arrivedBefore(): DomainError {
  return new DomainError('unprocessable', 'arrived-before-sent', 'A message arrives after it was sent.');
}
