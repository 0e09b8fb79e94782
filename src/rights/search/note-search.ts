import { Injectable } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { searchedFor, type FoundCall, type FoundCalls, type PersonCriteria } from '../../recordings/index.js';
import type { Done } from '../case/act-on-case.js';
import { CaseRecording, PersonSearch } from '../case/case-rows.entity.js';
import { CaseTexts } from '../case/case-texts.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import type { SearchResult } from './search.schemas.js';

/** Puts a search on record, one that found nothing too, and makes candidates of what it found, in a transaction that has locked the case. */
@Injectable()
export class NoteSearch {
  constructor(
    private readonly texts: CaseTexts,
    private readonly clock: Clock,
  ) {}

  /** The event has commitments to the personal terms alone; the criteria themselves are sealed. */
  async execute(
    em: EntityManager,
    { id: caseId }: Pick<RightsCase, 'id'>,
    criteria: PersonCriteria,
    { calls, more }: FoundCalls,
    actor: Actor,
  ): Promise<Done<SearchResult>> {
    const at = this.clock.now();
    const [id, hits] = [newId(at), calls.length];
    const key = await this.texts.keyOf(em, caseId);
    const sealedCriteria = this.texts.seal(key, { row: 'search', id, field: 'criteria' }, criteria);
    em.persist(em.create(PersonSearch, { id, caseId, at, by: actor.id, hits, sealedCriteria }));
    const added = await this.addCandidates(em, caseId, calls);
    const { facts, searched } = searchedFor(criteria);
    const counted = { hits, more, added };
    return {
      value: { id, ...counted },
      ...{ facts: { ...facts, searchId: id, ...counted }, searched, detail: { searchId: id, criteria, ...counted } },
    };
  }

  /** What the case knows already, released or not, stays as it is. @returns how many are new */
  async addCandidates(em: EntityManager, caseId: string, calls: readonly FoundCall[]): Promise<number> {
    const known = await em.find(CaseRecording, { caseId });
    const ids = new Set(known.map(({ recordingId }) => recordingId));
    const fresh = calls.filter(({ id }) => !ids.has(id));
    const foundAt = this.clock.now();
    const rows = fresh.map(({ id, contactId, endedAt, queue }) => ({
      ...{ caseId, recordingId: id, contactId, callOn: helsinkiDay(endedAt), queue, foundAt },
      ...{ state: 'candidate' as const, forwarded: false },
    }));
    if (rows.length > 0) await em.insertMany(CaseRecording, rows);
    return rows.length;
  }
}
