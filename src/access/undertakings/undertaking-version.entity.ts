import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'UndertakingVersion',
  tableName: 'undertaking_version',
  comment: 'insert-only: the texts of the confidentiality undertaking, as people acknowledged them',
  properties: {
    version: p.text().primary(),
    textFi: p.text(),
    textSv: p.text(),
    textEn: p.text(),
    /** SHA-256 of each text in UTF-8, hexadecimal. */
    hashFi: p.text(),
    hashSv: p.text(),
    hashEn: p.text(),
    inForceOn: p.date().unique('undertaking_version_in_force_on'),
    /** For how many days from then on the version before still counts. */
    graceDays: p.integer(),
    publishedBy: p.uuid(),
    publishedAt: p.datetime(3),
  },
});

/** One version of the confidentiality undertaking (privacy notice §14). `publishedBy` is `NOBODY` for the first. */
export class UndertakingVersion extends schema.class {}

schema.setClass(UndertakingVersion);
