import { defineEntity, p } from '@mikro-orm/core';

/** What of a person's duties can change. */
export const DUTY_FIELDS = ['unit', 'title', 'queue', 'managerId'] as const;
export type DutyField = (typeof DUTY_FIELDS)[number];

/** How a change came: entered by somebody, or from the directory. */
export const DUTY_ORIGINS = ['entered', 'directory'] as const;

const schema = defineEntity({
  name: 'DutyChange',
  tableName: 'duty_change',
  indexes: [
    { name: 'duty_change_staff', properties: ['staffId', 'enteredAt', 'id'] },
    { name: 'duty_change_waiting', properties: ['effectiveOn'], where: { appliedAt: null, withdrawnAt: null } },
    { name: 'duty_change_entered', properties: ['enteredAt'] },
    { name: 'duty_change_batch', properties: ['batchId'] },
  ],
  properties: {
    id: p.uuid().primary(),
    staffId: p.uuid(),
    /** Which of the values below are new; the others are left alone. */
    fields: p.enum(DUTY_FIELDS).array(),
    unit: p.text(),
    title: p.text(),
    queue: p.text(),
    managerId: p.uuid().nullable(),
    effectiveOn: p.date(),
    /** The kind of review that it opens; null for none. */
    opens: p.enum(['duties', 'manager']).nullable(),
    origin: p.enum(DUTY_ORIGINS),
    enteredAt: p.datetime(3),
    /** A staff id, a service account's id, or the id of nobody. */
    enteredBy: p.uuid(),
    /** The event of the log that holds the reason. */
    textEventId: p.uuid(),
    batchId: p.uuid().nullable(),
    /** Waits in its batch. */
    held: p.boolean().default(false),
    /** Since when its review is open, or known not to be needed. */
    examinedAt: p.datetime(3).nullable(),
    appliedAt: p.datetime(3).nullable(),
    withdrawnAt: p.datetime(3).nullable(),
    withdrawnBy: p.uuid().nullable(),
  },
});

/** A person's duties change on a day (design §5). Rows stay: they tell who had which duties when. */
export class DutyChange extends schema.class {}

schema.setClass(DutyChange);
