import { Injectable } from '@nestjs/common';
import { reach, works, type Permissions } from '../../access/index.js';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { DomainError } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import { readCursor, type Page, type Requester } from '../../platform/http/index.js';
import { searchTerms, type PartyFields } from '../party-fields.js';
import { RECORDING_COLUMNS, type RecordingRow } from '../recording-rows.js';
import type { RecordingFilters, RecordingItem, RecordingSearch } from '../recordings.schemas.js';
import { factsOfFilters } from './filter-facts.js';
import { IndexValues } from './index-values.js';
import { pageOfRows } from './list-recordings.js';
import { listQuery } from './list-query.js';

/** Finds recordings by phone, e-mail, name or identity code: one blind index value a term and living day (design §3). */
@Injectable()
export class SearchRecordings {
  constructor(
    private readonly database: Database,
    private readonly indexValues: IndexValues,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * The event holds a salted commitment to each term, and is committed before anything is looked for.
   * @throws DomainError `search-by-code-not-permitted`, `reference-missing`, `nothing-to-search`
   */
  async execute(search: RecordingSearch, requester: Requester, permissions: Permissions): Promise<Page<RecordingItem>> {
    const { phone, email, name, personalIdentityCode, reference, ...filters } = search;
    const terms = termsOf({ phone, email, name, personalIdentityCode });
    const searched = Object.fromEntries(terms.map(([kind, term], place) => [`${kind}/${place}`, term]));
    const referred = reference === undefined ? {} : { reference };
    const about = { facts: factsOfFilters(filters), searched, ...referred };
    const draft = { action: 'recordings.searched', actor: actorOf(requester), ...about } as const;
    const refusal = personalIdentityCode === undefined ? null : refusalByCode(search, permissions);
    if (refusal) {
      await this.trail.recordAlone({ ...draft, outcome: 'refused', reason: refusal.code });
      throw refusal;
    }
    await this.trail.recordAlone(draft);
    return this.#find(terms, filters, permissions);
  }

  async #find(
    terms: ReturnType<typeof searchTerms>,
    filters: RecordingFilters,
    { ability, today }: Permissions,
  ): Promise<Page<RecordingItem>> {
    const within = reach(ability, 'list', RECORDING_COLUMNS);
    if (!within) return { items: [], nextCursor: null };
    const values = await this.indexValues.of(terms, today);
    const query = listQuery(within, filters, readCursor(filters.cursor), values);
    return pageOfRows(await this.database.query<RecordingRow>(query.statement, query.values), filters.limit);
  }
}

/** A field that gives no term would be left out unsaid, and more people found than were meant. @throws DomainError `nothing-to-search` */
function termsOf(fields: PartyFields): ReturnType<typeof searchTerms> {
  const given = Object.entries<string | undefined>({ ...fields }).filter(([, value]) => value !== undefined);
  const terms = given.map(([field, value]) => searchTerms({ [field]: value }));
  if (terms.length === 0 || terms.some(found => found.length === 0)) throw nothingToSearch();
  return terms.flat();
}

/** By code: the rights officer, and complaint handlers within a case that they name (domain.md §1). */
function refusalByCode({ reference }: RecordingSearch, { ability, person, today }: Permissions): DomainError | null {
  if (!ability.can('search-by-code', 'Recording')) return codeNotPermitted();
  const free = person?.grants.some(grant => grant.role === 'rights-officer' && works(grant, today));
  return free || reference !== undefined ? null : referenceMissing();
}

function nothingToSearch(): DomainError {
  return new DomainError('invalid', 'nothing-to-search', 'Nothing in these fields can be searched for.');
}

function codeNotPermitted(): DomainError {
  const sentence = 'Your access rights do not cover a search by identity code.';
  return new DomainError('forbidden', 'search-by-code-not-permitted', sentence);
}

function referenceMissing(): DomainError {
  const sentence = 'A search by identity code needs the reference of its case.';
  return new DomainError('unprocessable', 'reference-missing', sentence);
}
