import { defineEntity, p } from '@mikro-orm/core';

const testSchema = defineEntity({
  name: 'MailboxTest',
  tableName: 'rights_mailbox_test',
  indexes: [{ name: 'rights_mailbox_test_newest', properties: ['sentAt', 'id'] }],
  properties: {
    id: p.uuid().primary(),
    sentAt: p.datetime(3),
    /** Null: it did not arrive. */
    arrivedAt: p.datetime(3).nullable(),
    /** How it was tried; nothing of anybody. */
    note: p.text(),
    testedBy: p.uuid(),
    recordedAt: p.datetime(3),
  },
});

/** A message that was sent to the mailbox of requests to see whether it arrives. Never changed. */
export class MailboxTest extends testSchema.class {}

testSchema.setClass(MailboxTest);

const reminderSchema = defineEntity({
  name: 'MailboxReminder',
  tableName: 'rights_mailbox_reminder',
  properties: {
    /** The last day on which the mailbox should have been tried again. */
    dueOn: p.date().primary(),
    saidAt: p.datetime(3),
  },
});

/** That people were reminded of a test that is due: once. */
export class MailboxReminder extends reminderSchema.class {}

reminderSchema.setClass(MailboxReminder);
