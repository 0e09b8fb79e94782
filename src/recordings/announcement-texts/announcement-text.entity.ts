import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'AnnouncementText',
  tableName: 'announcement_text',
  comment: 'insert-only: calls name the version that was heard, so that its words never change',
  properties: {
    version: p.text().primary(),
    language: p.text().primary(),
    text: p.text(),
    settledBy: p.uuid(),
    settledAt: p.datetime(3),
  },
});

/** What an announcement says in one language, word for word (privacy notice §5). */
export class AnnouncementText extends schema.class {}

schema.setClass(AnnouncementText);
