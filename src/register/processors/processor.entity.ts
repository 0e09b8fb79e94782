import { defineEntity, p } from '@mikro-orm/core';
import type { EeaCountry } from '../../kernel/countries.js';

/** Who processes for a processor (GDPR art. 28(2)). */
export interface SubProcessor {
  readonly name: string;
  readonly task: string;
  readonly country: EeaCountry;
}

const schema = defineEntity({
  name: 'Processor',
  tableName: 'processor',
  comment: 'insert-only: each change is a version of its own',
  properties: {
    id: p.uuid().primary(),
    version: p.integer().primary(),
    name: p.text(),
    task: p.text(),
    country: p.text().$type<EeaCountry>(),
    /** Where its undertaking of confidentiality is (privacy notice §12; GDPR art. 28(3)(b)), and its date. */
    undertakingReference: p.text(),
    undertakingOn: p.date(),
    subProcessors: p.json<readonly SubProcessor[]>(),
    /** It does not process any more. */
    ended: p.boolean().default(false),
    changedBy: p.uuid(),
    changedAt: p.datetime(3),
  },
});

/** A processor as it was from `changedAt` on, until its next version. */
export class Processor extends schema.class {}

schema.setClass(Processor);
