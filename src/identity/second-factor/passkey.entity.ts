import { defineEntity, p } from '@mikro-orm/core';

export const DEVICE_TYPES = ['singleDevice', 'multiDevice'] as const;

const schema = defineEntity({
  name: 'Passkey',
  tableName: 'passkey',
  properties: {
    id: p.uuid().primary(),
    staffId: p.uuid().index('passkey_staff'),
    credentialId: p.text().unique('passkey_credential'),
    publicKey: p.blob(),
    counter: p.bigint('number'),
    transports: p.array(text => text).default([]),
    name: p.text(),
    deviceType: p.enum(DEVICE_TYPES),
    backedUp: p.boolean(),
    createdAt: p.datetime(3),
    lastUsedAt: p.datetime(3).nullable(),
  },
});

/**
 * A WebAuthn credential of a person. `credentialId` is base64url, `publicKey` a COSE key, `counter` the highest count of
 * signatures seen (0 where the authenticator does not count). `multiDevice`: it may be copied between a person's devices.
 */
export class Passkey extends schema.class {}

schema.setClass(Passkey);
