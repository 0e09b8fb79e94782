import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'DirectoryGroup',
  tableName: 'directory_group',
  indexes: [{ name: 'directory_group_client', properties: ['clientId', 'displayName'] }],
  uniques: [{ name: 'directory_group_external_id', properties: ['clientId', 'externalId'] }],
  properties: {
    id: p.uuid().primary(),
    clientId: p.uuid(),
    externalId: p.text().nullable(),
    displayName: p.text(),
    templateId: p.uuid().nullable(),
    mappedBy: p.uuid().nullable(),
    mappedAt: p.datetime(3).nullable(),
    version: p.integer().default(1),
    createdAt: p.datetime(3),
    lastModifiedAt: p.datetime(3),
  },
});

/** A group of a directory (RFC 7643 §4.2). With a template, its members are proposed for a grant; it gives none. */
export class DirectoryGroup extends schema.class {}

schema.setClass(DirectoryGroup);

const memberSchema = defineEntity({
  name: 'DirectoryGroupMember',
  tableName: 'directory_group_member',
  properties: {
    groupId: p.uuid().primary(),
    staffId: p.uuid().primary().index('directory_group_member_staff'),
    addedAt: p.datetime(3),
    proposalId: p.uuid().nullable(),
  },
});

/** A member of a group, and the proposal that the membership led to. */
export class DirectoryGroupMember extends memberSchema.class {}

memberSchema.setClass(DirectoryGroupMember);
