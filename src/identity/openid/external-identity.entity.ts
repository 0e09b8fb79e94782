import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'ExternalIdentity',
  tableName: 'external_identity',
  indexes: [{ name: 'external_identity_staff', properties: ['staffId'] }],
  uniques: [
    { name: 'external_identity_one_a_person', properties: ['staffId', 'issuer'], where: { removedAt: null } },
    { name: 'external_identity_one_person', properties: ['issuer', 'subject'], where: { removedAt: null } },
  ],
  properties: {
    id: p.uuid().primary(),
    staffId: p.uuid(),
    issuer: p.text(),
    subject: p.text(),
    proposedBy: p.uuid(),
    proposedAt: p.datetime(3),
    confirmedBy: p.uuid().nullable(),
    confirmedAt: p.datetime(3).nullable(),
    removedBy: p.uuid().nullable(),
    removedAt: p.datetime(3).nullable(),
  },
});

/**
 * An identity of another provider, linked to a named person by two administrators: `issuer` and `subject` name it for good
 * (OpenID Connect Core §2), names and addresses do not. It opens nothing before it is confirmed, nor after it is removed;
 * rows stay, since who proposed a link is not that person's second for 30 days.
 */
export class ExternalIdentity extends schema.class {}

schema.setClass(ExternalIdentity);
