import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'Enrolment',
  tableName: 'enrolment',
  properties: {
    id: p.uuid().primary(),
    staffId: p.uuid().index('enrolment_staff'),
    tokenHash: p.text().hidden().unique('enrolment_token'),
    expiresAt: p.datetime(3),
    completedAt: p.datetime(3).nullable(),
    createdBy: p.uuid(),
  },
});

/** A link with which one person sets the first password of their own, once. `createdBy` is `NOBODY` for the command line. */
export class Enrolment extends schema.class {}

schema.setClass(Enrolment);
