import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'Listening',
  tableName: 'rights_listening',
  indexes: [
    { name: 'rights_listening_of_case', properties: ['caseId', 'id'] },
    { name: 'rights_listening_of_redaction', properties: ['redactionId', 'staffId'] },
  ],
  properties: {
    id: p.uuid().primary(),
    caseId: p.uuid(),
    redactionId: p.uuid(),
    staffId: p.uuid(),
    sessionId: p.uuid(),
    grantedAt: p.datetime(3),
    expiresAt: p.datetime(3),
    /** Whether it serves what browsers can play instead of the file as it is. */
    rendition: p.boolean(),
    /** Of what it serves. */
    sizeBytes: p.bigint('number'),
    /** Which of these bytes were given to the listener, as PostgreSQL writes ranges. */
    served: p.string().columnType('int8multirange').defaultRaw(`'{}'`),
  },
});

/** A person may hear one version of a redacted copy, in one session, for a while. */
export class Listening extends schema.class {}

schema.setClass(Listening);
