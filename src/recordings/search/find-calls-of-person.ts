import { Injectable } from '@nestjs/common';
import { reach, type Permissions, type Reach } from '../../access/index.js';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../../platform/database/index.js';
import { RECORDING_COLUMNS } from '../recording-rows.js';
import { callsQuery } from './calls-query.js';
import { IndexValues } from './index-values.js';
import { isSearchable, termsOf, type PersonCriteria } from './person-criteria.js';

/** A recording in which somebody was found. */
export interface FoundCall {
  readonly id: string;
  readonly contactId: string;
  readonly endedAt: Date;
  readonly queue: string;
}

/** All that was found, newest first; `more`: there is more than could be given, so the criteria have to be narrower. */
export interface FoundCalls {
  readonly calls: readonly FoundCall[];
  readonly more: boolean;
}

/** How much one search gives at most. */
export const MOST_FOUND = 2_000;

/**
 * Finds every recording of a person that lives, for a request of theirs (domain.md §3). It writes no event: whoever asks
 * records the search, nil results too, and commits that before anybody sees what was found.
 */
@Injectable()
export class FindCallsOfPerson {
  constructor(
    private readonly database: Database,
    private readonly indexValues: IndexValues,
    private readonly clock: Clock,
  ) {}

  /**
   * Nothing for criteria that say nothing: by them everybody's calls would be found.
   * @param by whose rights bound what is found; null: the search that runs by itself, over everything
   */
  async execute(criteria: PersonCriteria, by: Permissions | null): Promise<FoundCalls> {
    const today = helsinkiDay(this.clock.now());
    if (!isSearchable(criteria)) return NOTHING;
    const within = by ? reach(by.ability, 'list', RECORDING_COLUMNS) : everything(today);
    if (!within) return NOTHING;
    const terms = termsOf(criteria);
    const values = await this.indexValues.of(terms, today);
    const kinds = [...new Set(terms.map(([kind]) => kind))];
    const anyOf = kinds.map(kind => values.filter((_, place) => terms[place]?.[0] === kind));
    const query = callsQuery(within, criteria, anyOf, MOST_FOUND + 1);
    const rows = await this.database.query<FoundCall>(query.statement, query.values);
    return { calls: rows.slice(0, MOST_FOUND), more: rows.length > MOST_FOUND };
  }
}

const NOTHING: FoundCalls = { calls: [], more: false };

/** What is over is over, purged or not (design §1 rule 2). */
function everything(today: Day): Reach {
  return { sql: 'due_on >= $1::date', values: [today] };
}
