import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'GrantSuspension',
  tableName: 'grant_suspension',
  indexes: [
    { name: 'grant_suspension_open', properties: ['grantId'], where: { liftedAt: null } },
    { name: 'grant_suspension_review', properties: ['reviewId'] },
  ],
  properties: {
    id: p.uuid().primary(),
    grantId: p.uuid(),
    /** The review that suspends it. */
    reviewId: p.uuid().nullable(),
    /** Stable code: the kind of the review, or why there is none. */
    because: p.text(),
    suspendedAt: p.datetime(3),
    liftedAt: p.datetime(3).nullable(),
  },
});

/** From when to when a grant was suspended, and why. A grant is suspended while any of its suspensions is open. */
export class GrantSuspension extends schema.class {}

schema.setClass(GrantSuspension);
