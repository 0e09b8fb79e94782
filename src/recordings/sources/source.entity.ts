import { defineEntity, p } from '@mikro-orm/core';
import type { EeaCountry } from '../../kernel/countries.js';
import type { SourceForm } from '../ingest/formats/source-form.js';
import type { Announcement } from '../ingest/announcement.js';

const schema = defineEntity({
  name: 'Source',
  tableName: 'source',
  properties: {
    name: p.text().primary(),
    /** Takes structured identity codes and patients; off by default, since the audio holds them already (notice §6). */
    keepsIdentityCodes: p.boolean().default(false),
    /** How its documents are read. */
    form: p.json<SourceForm>().defaultRaw(`'{"format":"sidecar","preset":"plain"}'`),
    /** The announcements that callers hear, by plan; a call without one and without evidence is to be sorted out. */
    announcements: p.json<readonly Announcement[]>().default([]),
    /** How many days the source keeps its own copy, as it says itself; null: it has not said. */
    keepsDays: p.integer().nullable(),
    /** Evidence that the source has deleted its own copies of calls through this day; null: none. */
    copyDeletedThrough: p.date().nullable(),
    copyDeletionReference: p.text().default(''),
    /** Where that copy lives, as the maintainer of the source states it; empty: nobody has. */
    copyPlace: p.text().default(''),
    /** In which country, in the EEA; null: nobody has stated it. */
    copyCountry: p.text().$type<EeaCountry>().nullable(),
  },
});

/** Where recordings come from, and what may be taken from there. One that nobody has set up has the defaults. */
export class Source extends schema.class {}

schema.setClass(Source);
