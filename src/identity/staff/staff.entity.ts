import { defineEntity, p } from '@mikro-orm/core';

export const STAFF_STATUSES = ['active', 'deactivated'] as const;

const schema = defineEntity({
  name: 'Staff',
  tableName: 'staff',
  indexes: [{ name: 'staff_name', properties: ['displayName', 'id'] }],
  uniques: [
    { name: 'staff_username', properties: ['username'] },
    { name: 'staff_extension', properties: ['extension'] },
    { name: 'staff_directory_id', properties: ['directoryId'] },
  ],
  properties: {
    id: p.uuid().primary(),
    username: p.text(),
    displayName: p.text(),
    email: p.text().nullable(),
    unit: p.text(),
    title: p.text(),
    queue: p.text().default(''),
    managerId: p.uuid().index('staff_manager').nullable(),
    extension: p.text().nullable(),
    directoryId: p.text().nullable(),
    /** Who tied the person to that id of the directory. */
    directoryIdBy: p.uuid().nullable(),
    status: p.enum(STAFF_STATUSES).default('active'),
    accessEpoch: p.integer().default(0),
    createdAt: p.datetime(3),
    deactivatedAt: p.datetime(3).nullable(),
  },
});

/**
 * A separately named person (privacy notice §14). `username` is in lower case. `accessEpoch` grows in the transaction of
 * everything that changes what the person may do. Rows stay: the log names people by id.
 */
export class Staff extends schema.class {}

schema.setClass(Staff);
