import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'UnitCheck',
  tableName: 'unit_check',
  properties: { unitId: p.uuid().primary(), checkedAt: p.datetime(3) },
});

/** When the audio of a unit was last decrypted whole and compared with its hash: what was checked longest ago comes next. */
export class UnitCheck extends schema.class {}

schema.setClass(UnitCheck);
