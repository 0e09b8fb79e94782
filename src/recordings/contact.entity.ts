import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'Contact',
  tableName: 'contact',
  uniques: [{ name: 'contact_source_linked_id', properties: ['source', 'linkedId'] }],
  properties: {
    id: p.uuid().primary(),
    source: p.text(),
    linkedId: p.text(),
    dueOn: p.date().index('contact_due_on'),
    ticket: p.text().default(''),
    sealedNote: p.blob().nullable(),
    createdAt: p.datetime(3),
  },
  indexes: [{ name: 'contact_ticket', properties: ['ticket'] }],
});

/**
 * One call with all its legs: who took part, its ticket, a note. A custody unit of its own that lives as long as the
 * longest of its recordings (design §1). The legs share the source's `linkedId`.
 */
export class Contact extends schema.class {}

schema.setClass(Contact);
