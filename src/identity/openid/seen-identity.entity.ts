import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'SeenIdentity',
  tableName: 'external_identity_seen',
  uniques: [{ name: 'external_identity_seen_subject', properties: ['issuer', 'subject'] }],
  indexes: [{ name: 'external_identity_seen_newest', properties: ['seenAt', 'id'] }],
  properties: {
    id: p.uuid().primary(),
    issuer: p.text(),
    subject: p.text(),
    usernameHint: p.text(),
    nameHint: p.text(),
    seenAt: p.datetime(3),
  },
});

/**
 * Somebody whom the identity provider vouches for and whom nobody has linked. The hints are what the provider calls them,
 * empty where it does not say: they help an administrator to find the person and decide nothing. Kept for a week.
 */
export class SeenIdentity extends schema.class {}

schema.setClass(SeenIdentity);
