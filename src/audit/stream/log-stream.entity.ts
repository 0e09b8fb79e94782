import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'LogStream',
  tableName: 'log_stream',
  properties: {
    destination: p.text().primary(),
    nextIndex: p.bigint('number'),
    begunAt: p.datetime(3),
    sentAt: p.datetime(3).nullable(),
  },
  checks: [{ name: 'log_stream_next_index_check', expression: '"next_index" >= 0' }],
});

/** How far the log has been told to one receiver outside: the index of the first leaf that it has not confirmed. */
export class LogStream extends schema.class {}

schema.setClass(LogStream);
