import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'Credential',
  tableName: 'credential',
  properties: {
    staffId: p.uuid().primary(),
    passwordHash: p.text().hidden(),
    mustChange: p.boolean().default(false),
    changedAt: p.datetime(3),
  },
});

/** A person's own password as an argon2id hash in PHC form. `mustChange`: a one-time password that opens only its own change. */
export class Credential extends schema.class {}

schema.setClass(Credential);
