import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { SavedSearch } from './saved-search.entity.js';
import { MOST_SAVED, type NewSavedSearch } from './saved-searches.schemas.js';

/**
 * The searches that a person keeps for themselves. Nobody else sees them, and they say nothing of a caller, so they are no event;
 * what they find is one each time.
 */
@Injectable()
export class SavedSearches {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Those of the requester, by name. */
  async list({ id: staffId }: Requester): Promise<SavedSearch[]> {
    return this.database.entities().find(SavedSearch, { staffId }, { orderBy: { name: 'asc' } });
  }

  /** A name that is in use already stands for the new filters from now on. @throws DomainError `too-many-saved-searches` */
  async save({ name, filters }: NewSavedSearch, { id: staffId }: Requester): Promise<SavedSearch> {
    return this.database.transaction(async em => {
      await oneAtATime(em, staffId);
      const savedAt = this.clock.now();
      const known = await em.findOne(SavedSearch, { staffId, name });
      if (known) return em.assign(known, { filters, savedAt });
      if ((await em.count(SavedSearch, { staffId })) >= MOST_SAVED) throw tooMany();
      const search = em.create(SavedSearch, { id: newId(savedAt), staffId, name, filters, savedAt });
      em.persist(search);
      return search;
    });
  }

  /** @throws DomainError `not-found`, also for another person's */
  async remove(id: string, { id: staffId }: Requester): Promise<void> {
    if ((await this.database.entities().nativeDelete(SavedSearch, { id, staffId })) === 0) throw notFound();
  }
}

/** Two windows of a person may save at once: what is counted must still be so when it is written. */
async function oneAtATime(em: EntityManager, staffId: string): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(7204, hashtext(?))', [staffId]);
}

function tooMany(): DomainError {
  const sentence = `At most ${MOST_SAVED} searches can be kept: remove one first.`;
  return new DomainError('conflict', 'too-many-saved-searches', sentence, { most: MOST_SAVED });
}
