import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'AuditText',
  tableName: 'audit_text',
  properties: {
    eventId: p.uuid().primary(),
    name: p.text().primary(),
    unitId: p.uuid().index('audit_text_unit'),
    sealed: p.blob(),
  },
});

/** Free text that belongs to an event, or the salt of a search term: encrypted in the custody unit of its month. */
export class AuditText extends schema.class {}

schema.setClass(AuditText);

const monthSchema = defineEntity({
  name: 'AuditMonth',
  tableName: 'audit_month',
  properties: {
    month: p.text().primary(),
    unitId: p.uuid().unique(),
    dueOn: p.date(),
  },
});

/** The custody unit of one month (`YYYY-MM`, Europe/Helsinki) of audit texts. */
export class AuditMonth extends monthSchema.class {}

monthSchema.setClass(AuditMonth);
