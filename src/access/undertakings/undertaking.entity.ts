import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'UndertakingAcknowledgement',
  tableName: 'undertaking_acknowledgement',
  properties: {
    staffId: p.uuid().primary(),
    version: p.text().primary(),
    textHash: p.text(),
    language: p.text(),
    acknowledgedAt: p.datetime(3),
    /** Of a signature on paper alone: its day, where the paper is kept, and who brought it in. */
    signedOn: p.date().nullable(),
    evidence: p.text().nullable(),
    importedBy: p.uuid().nullable(),
  },
});

/** A person has acknowledged one version of the confidentiality undertaking, in the text whose SHA-256 is kept. */
export class UndertakingAcknowledgement extends schema.class {}

schema.setClass(UndertakingAcknowledgement);
