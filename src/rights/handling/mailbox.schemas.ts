import { z } from 'zod';
import { format, pageOf, pageQuery } from '../../platform/http/index.js';

export const newMailboxTest = z.strictObject({
  sentAt: format.instant,
  /** Null: it did not arrive. */
  arrivedAt: format.instant.nullable(),
  /** How it was tried; nothing of anybody. */
  note: format.line(300),
});
export type NewMailboxTest = z.output<typeof newMailboxTest>;

export const mailboxTestView = z.strictObject({
  id: format.id,
  sentAt: format.instantOut,
  arrivedAt: format.instantOut.nullable(),
  passed: z.boolean(),
  note: z.string(),
  testedBy: format.id,
  testerName: z.string().nullable(),
  recordedAt: format.instantOut,
});
export type MailboxTestView = z.infer<typeof mailboxTestView>;

export const testQuery = pageQuery;
export type TestQuery = z.output<typeof testQuery>;

export const mailboxState = pageOf(mailboxTestView).extend({
  /** The last day on which it should be tried again; null where nothing ever arrived. */
  dueOn: format.day.nullable(),
  overdue: z.boolean(),
});
export type MailboxState = z.infer<typeof mailboxState>;
