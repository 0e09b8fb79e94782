import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'CallerMark',
  tableName: 'caller_mark',
  indexes: [
    { name: 'caller_mark_value', properties: ['value'] },
    { name: 'caller_mark_due_on', properties: ['dueOn'] },
    { name: 'caller_mark_open', properties: ['dueOn', 'contactId'], where: 'value is not null' },
  ],
  properties: {
    contactId: p.uuid().primary(),
    /** The day under whose key the mark stands; it goes with that day, or with its contact. */
    dueOn: p.date(),
    /** Blind value of the caller's number on that day; null once it has served. */
    value: p.blob().nullable(),
    /** What a call of the same number within the days before would bear as its own value. */
    before: p.blob().array().default([]),
    /** Whether the caller had called within the seven days before; null: told by the marks still. */
    again: p.boolean().nullable(),
  },
});

/**
 * By what it is known that a number calls again, and never which number it is: a call's own value, and the values of the days before.
 * Only who has the keys of those days can make them. After some days nothing but yes or no is left.
 */
export class CallerMark extends schema.class {}

schema.setClass(CallerMark);
