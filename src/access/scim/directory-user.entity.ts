import { defineEntity, p } from '@mikro-orm/core';
import type { SaidOfUser } from './said-of-user.js';

const schema = defineEntity({
  name: 'DirectoryUser',
  tableName: 'directory_user',
  indexes: [{ name: 'directory_user_name', properties: ['clientId', 'userName'] }],
  uniques: [{ name: 'directory_user_external_id', properties: ['clientId', 'externalId'] }],
  properties: {
    staffId: p.uuid().primary(),
    clientId: p.uuid(),
    externalId: p.text().nullable(),
    userName: p.text(),
    active: p.boolean().default(true),
    attributes: p.json().$type<SaidOfUser>(),
    saidFields: p.array(text => text).default([]),
    formerUsernames: p.array(text => text).default([]),
    deactivatedHereAt: p.datetime(3).nullable(),
    version: p.integer().default(1),
    createdAt: p.datetime(3),
    lastModifiedAt: p.datetime(3),
    removedAt: p.datetime(3).nullable(),
  },
});

/**
 * A named person whom a directory keeps (RFC 7643 §4.1), and what the directory said of them last, to be told back as it
 * was said. `clientId` is the service account that may touch the person; `userName` is in lower case; `saidFields` are the
 * duties that it has ever given a value for; `deactivatedHereAt`: when the directory deactivated them.
 */
export class DirectoryUser extends schema.class {}

schema.setClass(DirectoryUser);
