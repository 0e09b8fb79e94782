import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/core';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { changeFacts } from './change-facts.js';
import { changed, settingsOf, type SourceSettings } from './source-settings.js';
import { Source } from './source.entity.js';
import type { SourceChange, SourceView } from './sources.schemas.js';

/** Sets a source up, or changes how it is set up; the event says what has changed. */
@Injectable()
export class ChangeSource {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  async execute(name: string, change: SourceChange, requester: Requester): Promise<SourceView> {
    return this.database.transaction(async em => {
      const before = await lockedSettings(em, name);
      const after = changed(before, change);
      const { copyDeleted, ownCopy, ...kept } = after;
      const evidence = {
        copyDeletedThrough: copyDeleted?.throughOn ?? null,
        copyDeletionReference: copyDeleted?.reference ?? '',
        copyPlace: ownCopy?.place ?? '',
        copyCountry: ownCopy?.country ?? null,
      };
      await em.upsert(Source, { name, ...kept, ...evidence });
      const object = { kind: 'source', id: name };
      const facts = changeFacts(before, after);
      await this.trail.record(em, { action: 'source.changed', actor: actorOf(requester), object, facts });
      return { name, ...after };
    });
  }
}

/** What stands until the transaction ends. One that nobody has set up is made first: two who begin at once would lock nothing. */
async function lockedSettings(em: EntityManager, name: string): Promise<SourceSettings> {
  await em.execute('insert into source (name) values (?) on conflict (name) do nothing', [name]);
  return settingsOf(await em.findOneOrFail(Source, { name }, { lockMode: LockMode.PESSIMISTIC_WRITE }));
}
