import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'Source',
  tableName: 'source',
  properties: {
    name: p.text().primary(),
    /** Takes structured identity codes and patients; off by default, since the audio holds them already (notice §6). */
    keepsIdentityCodes: p.boolean().default(false),
    /** The announcement that callers hear, by plan; empty: none, and a call without evidence is to be sorted out. */
    noticeVersion: p.text().default(''),
    noticeLanguage: p.text().default(''),
    /** How many days the source keeps its own copy, as it says itself; null: it has not said. */
    keepsDays: p.integer().nullable(),
  },
});

/** Where recordings come from, and what may be taken from there. One that nobody has set up has the defaults. */
export class Source extends schema.class {}

schema.setClass(Source);
