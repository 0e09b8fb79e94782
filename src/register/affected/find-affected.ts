import { Injectable } from '@nestjs/common';
import { UsesInQuestion } from '../../audit/index.js';
import { DomainError } from '../../kernel/errors.js';
import { PeopleInCalls } from '../../recordings/index.js';
import { affectedPeople, touchedBy, type AffectedSubject, type TouchedCall } from './affected-people.js';
import type { WantedScope } from './incidents.schemas.js';

/** More recordings than these are no list that anybody could work with at once. */
const MOST_RECORDINGS = 20_000;

export interface FoundAffected {
  readonly people: readonly AffectedSubject[];
  /** How many recordings of the scope are kept, and how many the log alone still tells of. */
  readonly recordings: number;
  readonly gone: number;
}

/** Finds whom a breach affected: through the log, or through the recordings that are kept. */
@Injectable()
export class FindAffected {
  constructor(
    private readonly uses: UsesInQuestion,
    private readonly peopleInCalls: PeopleInCalls,
  ) {}

  /** It writes no event: whoever asks records what the list holds. @throws DomainError `incident-too-wide` */
  async execute(scope: WantedScope): Promise<FoundAffected> {
    const { calls, gone } = scope.calls === 'used' ? await this.#used(scope) : await this.#kept(scope);
    const contactIds = [...new Set(calls.map(({ contactId }) => contactId))];
    const people = affectedPeople(calls, await this.peopleInCalls.people(contactIds));
    return { people, recordings: calls.length, gone };
  }

  async #used(scope: WantedScope): Promise<{ calls: TouchedCall[]; gone: number }> {
    const uses = bounded(await this.uses.of(scope, MOST_RECORDINGS + 1));
    const ids = uses.map(({ recordingId }) => recordingId);
    const kept = ids.length === 0 ? [] : await this.peopleInCalls.calls(named(ids), ids.length);
    const byId = new Map(kept.map(call => [call.recordingId, call]));
    const calls = uses.flatMap(use => {
      const call = byId.get(use.recordingId);
      return call ? [touchedBy(call, use)] : [];
    });
    return { calls, gone: uses.length - calls.length };
  }

  /** All that are kept, used or not: who got hold of a copy has left no trace in the log. */
  async #kept(scope: WantedScope): Promise<{ calls: TouchedCall[]; gone: number }> {
    const kept = bounded(await this.peopleInCalls.calls(scope, MOST_RECORDINGS + 1));
    const everything = { playbacks: 0, reveals: 0, exports: 0, touched: 'all' } as const;
    const gone = scope.recordingIds.length === 0 ? 0 : scope.recordingIds.length - kept.length;
    return { calls: kept.map(call => ({ ...call, ...everything })), gone: scope.from === null ? gone : 0 };
  }
}

function named(recordingIds: readonly string[]) {
  return { from: null, to: null, staffIds: [], recordingIds };
}

function bounded<T>(rows: T[]): T[] {
  if (rows.length <= MOST_RECORDINGS) return rows;
  const sentence = 'These are too many recordings for one list: narrow the time, the people or the recordings.';
  throw new DomainError('unprocessable', 'incident-too-wide', sentence, { most: MOST_RECORDINGS });
}
