import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'ComplaintCase',
  tableName: 'complaint_case',
  indexes: [{ name: 'complaint_case_newest', properties: ['closedAt', 'id'] }],
  properties: {
    reference: p.text().primary(),
    id: p.uuid().unique(),
    closedAt: p.datetime(3),
    closedBy: p.uuid(),
    /** Since the last closing. */
    reopenedAt: p.datetime(3).nullable(),
    reopenedBy: p.uuid().nullable(),
  },
});

/** A complaint case that was closed at least once; it is closed while it has not been reopened since. */
export class ComplaintCase extends schema.class {}

schema.setClass(ComplaintCase);
