import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'SignInThrottle',
  tableName: 'sign_in_throttle',
  indexes: [{ name: 'sign_in_throttle_age', properties: ['lastFailedAt'] }],
  properties: {
    key: p.text().primary(),
    failures: p.integer(),
    lastFailedAt: p.datetime(3),
    blockedUntil: p.datetime(3),
  },
});

/** Failed sign-ins of one user name or one network. `key` is a keyed hash: people type passwords into the name field. */
export class SignInThrottle extends schema.class {}

schema.setClass(SignInThrottle);
