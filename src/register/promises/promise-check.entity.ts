import { defineEntity, p } from '@mikro-orm/core';
import { STANDINGS } from './check-result.js';
import type { Figures } from './figures.js';

const schema = defineEntity({
  name: 'PromiseCheck',
  tableName: 'promise_check',
  properties: {
    promise: p.text().primary(),
    standing: p.enum(STANDINGS),
    broken: p.integer(),
    figures: p.json().$type<Figures>(),
    checkedAt: p.datetime(3),
    /** Since when it has stood so. */
    since: p.datetime(3),
    /** When it was last found to hold; null: never. */
    heldAt: p.datetime(3).nullable(),
    /** The Helsinki day in whose night it was last checked by itself; null: never. */
    night: p.date().nullable(),
    /** The event of the check: the log has those before. */
    eventId: p.uuid(),
  },
});

/** The newest result of the check of a promise. */
export class PromiseCheck extends schema.class {}

schema.setClass(PromiseCheck);
