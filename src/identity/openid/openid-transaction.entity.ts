import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'OpenIdTransaction',
  tableName: 'openid_transaction',
  indexes: [
    { name: 'openid_transaction_network', properties: ['network', 'expiresAt'] },
    { name: 'openid_transaction_age', properties: ['expiresAt'] },
  ],
  properties: {
    secretHash: p.text().primary().hidden(),
    network: p.text(),
    returnTo: p.text(),
    expiresAt: p.datetime(3),
    externalIdentityId: p.uuid().nullable(),
  },
});

/**
 * A sign-in that is under way at the identity provider, for one browser: the one that holds the secret of `secretHash` in a
 * cookie. Used up by deleting it. With `externalIdentityId` the provider has answered, and the local second factor is
 * awaited. `network` is a keyed hash.
 */
export class OpenIdTransaction extends schema.class {}

schema.setClass(OpenIdTransaction);
