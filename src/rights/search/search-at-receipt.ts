import { Injectable } from '@nestjs/common';
import { THE_SYSTEM } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import type { EntityManager } from '../../platform/database/index.js';
import { FindCallsOfPerson, isSearchable, type PersonCriteria } from '../../recordings/index.js';
import { ActOnCase, type DueNote } from '../case/act-on-case.js';
import { Claim } from '../case/case-rows.entity.js';
import { CaseTexts } from '../case/case-texts.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import { NoteSearch } from './note-search.js';
import { isProtected } from './protected-case.js';

/** As whom a person who asks is looked for by itself: the officer knows of employees, and of tickets and days. */
const SOUGHT = ['caller', 'patient'] as const satisfies PersonCriteria['as'][];

/**
 * Looks, over everything that lives, for the person that a request names: what was asked for must not fall due before an officer has seen
 * it (domain.md §3). Any number of instances may do it; each locks the case and looks whether it is still due.
 */
@Injectable()
export class SearchAtReceipt {
  constructor(
    private readonly acts: ActOnCase,
    private readonly texts: CaseTexts,
    private readonly calls: FindCallsOfPerson,
    private readonly noteSearch: NoteSearch,
    private readonly clock: Clock,
  ) {}

  /** One commit for all of it, or another instance that looks between two of them would begin again. A crash leaves the case unsearched. */
  async execute(caseId: string): Promise<void> {
    await this.acts.ifStillDue(caseId, 'rights-request.searched', async (em, rightsCase) => {
      if (!(await isUnsearched(em, rightsCase))) return null;
      rightsCase.searchedAt = this.clock.now();
      const { name, phone, email, personalIdentityCode } = this.texts.request(
        await this.texts.keyOf(em, rightsCase.id),
        rightsCase,
      ).person;
      const details = { name, phone, email, personalIdentityCode };
      // A request that names nobody was not searched for, so there is no search on record that found nothing.
      if (!SOUGHT.some(as => isSearchable({ as, ...details }))) return { facts: { searchable: false, hits: 0 } };
      const notes: DueNote[] = [];
      for (const as of SOUGHT) notes.push(await this.#search(em, rightsCase, { as, ...details }));
      return notes;
    });
  }

  async #search(em: EntityManager, rightsCase: RightsCase, criteria: PersonCriteria): Promise<DueNote> {
    const found = await this.calls.execute(criteria, null);
    const { value: _, ...noted } = await this.noteSearch.execute(em, rightsCase, criteria, found, THE_SYSTEM);
    return noted;
  }
}

async function isUnsearched(
  em: EntityManager,
  { id: caseId, kind, searchedAt, closedAt }: RightsCase,
): Promise<boolean> {
  if (kind !== 'data-subject' || searchedAt || closedAt) return false;
  const claims = await em.find(Claim, { caseId });
  return isProtected(claims.map(({ rightKind }) => rightKind));
}
