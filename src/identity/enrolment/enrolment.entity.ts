import { defineEntity, p } from '@mikro-orm/core';

/** `first`: for a person without a password. `recovery`: for one who has lost theirs, or the second factor. */
export const ENROLMENT_KINDS = ['first', 'recovery'] as const;
export type EnrolmentKind = (typeof ENROLMENT_KINDS)[number];

const schema = defineEntity({
  name: 'Enrolment',
  tableName: 'enrolment',
  properties: {
    id: p.uuid().primary(),
    staffId: p.uuid().index('enrolment_staff'),
    kind: p.enum(ENROLMENT_KINDS).default('first'),
    tokenHash: p.text().hidden().unique('enrolment_token'),
    expiresAt: p.datetime(3),
    createdBy: p.uuid(),
    confirmedBy: p.uuid().nullable(),
    confirmedAt: p.datetime(3).nullable(),
    codeHash: p.text().hidden().nullable(),
    codeTries: p.integer().default(0),
    completedAt: p.datetime(3).nullable(),
  },
});

/**
 * What lets one person set a password of their own, once: a link made by one, and a code given by another (design §5).
 * `createdBy` and `confirmedBy` are `NOBODY` for the command line. Void once `expiresAt` has come.
 */
export class Enrolment extends schema.class {}

schema.setClass(Enrolment);
