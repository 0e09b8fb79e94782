import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'SaidReminder',
  tableName: 'rights_reminder',
  properties: {
    caseId: p.uuid().primary(),
    /** `reminderKey` of what was said. */
    key: p.text().primary(),
    saidAt: p.datetime(3),
  },
});

/** That people were reminded of a case: once of each day that it comes near. */
export class SaidReminder extends schema.class {}

schema.setClass(SaidReminder);
