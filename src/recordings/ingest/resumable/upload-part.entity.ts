import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'UploadPart',
  tableName: 'upload_part',
  uniques: [{ name: 'upload_part_place', properties: ['uploadId', 'place'] }],
  indexes: [{ name: 'upload_part_due_on', properties: ['dueOn'] }],
  properties: {
    id: p.uuid().primary(),
    uploadId: p.uuid(),
    /** 0 is what came with the creation, the metadata; the bytes follow in order. */
    place: p.integer(),
    dueOn: p.date(),
    sealedMetadata: p.blob().nullable(),
    /** Of the bytes as they came; null, as the hash is, of the metadata. */
    sizeBytes: p.bigint('number').nullable(),
    audioSha256: p.blob().nullable(),
  },
});

/** A part of an upload that has not come to its end: a custody unit with a key and, but for the metadata, a blob of its own. */
export class UploadPart extends schema.class {}

schema.setClass(UploadPart);
