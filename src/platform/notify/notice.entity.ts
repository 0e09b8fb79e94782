import { defineEntity, p } from '@mikro-orm/core';
import type { NoticeFacts } from './notice-facts.js';

/** By what people are told. */
export const NOTICE_WAYS = ['mail', 'webhook'] as const;
export type NoticeWay = (typeof NOTICE_WAYS)[number];

const schema = defineEntity({
  name: 'Notice',
  tableName: 'notice',
  indexes: [
    { name: 'notice_waiting', properties: ['nextAt'], where: 'sent_at is null and given_up_at is null' },
    { name: 'notice_given_up', properties: ['givenUpAt'], where: 'given_up_at is not null' },
    { name: 'notice_about', properties: ['aboutId'] },
  ],
  properties: {
    id: p.uuid().primary(),
    way: p.enum(NOTICE_WAYS),
    facts: p.json<NoticeFacts>(),
    /** What it tells of, an alarm for instance. */
    aboutId: p.uuid(),
    createdAt: p.datetime(3),
    /** Not tried before then: a claim moves it, and so does a failure. */
    nextAt: p.datetime(3),
    attempts: p.smallint().default(0),
    sentAt: p.datetime(3).nullable(),
    givenUpAt: p.datetime(3).nullable(),
    /** Stable code of the last failure; never what a server has answered. */
    fault: p.text().default(''),
  },
});

/** A message that waits to be sent, or was: written in the transaction that makes it true. */
export class Notice extends schema.class {}

schema.setClass(Notice);
