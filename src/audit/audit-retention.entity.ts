import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'AuditRetention',
  tableName: 'audit_retention',
  properties: { only: p.boolean().primary(), keptMonths: p.integer() },
  checks: [
    { name: 'audit_retention_only_check', expression: '"only"' },
    { name: 'audit_retention_kept_months_check', expression: '"kept_months" >= 24' },
  ],
});

/** How many months the events of the log are kept; the owner of the database says so. */
export class AuditRetention extends schema.class {}

schema.setClass(AuditRetention);
