import { defineEntity, p } from '@mikro-orm/core';

/** The body that an upload's end was answered with: ids and codes alone. */
export type UploadAnswer = Readonly<Record<string, unknown>>;

const schema = defineEntity({
  name: 'Upload',
  tableName: 'upload',
  indexes: [{ name: 'upload_expires_at', properties: ['expiresAt'] }],
  properties: {
    id: p.uuid().primary(),
    /** The service account that began it: nobody else goes on with it. */
    ownerId: p.uuid(),
    lengthBytes: p.bigint('number'),
    createdAt: p.datetime(3),
    /** When it is forgotten, whole or not. */
    expiresAt: p.datetime(3),
    /** HTTP status and body that its end was answered with; null: it has not come to its end. */
    status: p.integer().nullable(),
    answer: p.json<UploadAnswer>().nullable(),
  },
});

/** A resumable upload (tus 1.0): how long it is, and what became of it. What came of it lies in its parts. */
export class Upload extends schema.class {}

schema.setClass(Upload);
