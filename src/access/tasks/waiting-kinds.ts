import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import { WAITING_KINDS, type WaitingGroup, type WaitingKind } from './tasks.schemas.js';

/** Most rows of a kind that are counted: nobody has more to do today. */
export const MOST_COUNTED = 100;
/** How many of a kind are named. */
const NAMED = 5;

/**
 * A query whose rows wait for who asks, the most urgent first: `id`, `label` (a reference, number or name that needs no
 * translation and is nobody's of outside) and `on_day` (by when, or null). Its parameters are `$1`, `$2`, ...
 */
export interface WaitingQuery {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Who asks, what they may do, and when. */
export interface WhoAsks extends Permissions {
  readonly requester: Pick<Requester, 'id'>;
  readonly now: Date;
}

/** What of a kind waits for somebody, by the rules that list it; null where the rules allow nothing. */
export type WaitsFor = (who: WhoAsks) => WaitingQuery | null | Promise<WaitingQuery | null>;

/**
 * The kinds of things that wait for people. A floor above says in its module's constructor what waits there (as `Replays` is told
 * what a restored backup needs), so that this one asks nobody upwards.
 */
@Injectable()
export class WaitingKinds {
  readonly #kinds = new Map<WaitingKind, WaitsFor>();

  constructor(private readonly database: Database) {}

  /** Says what of `kind` waits. */
  on(kind: WaitingKind, waits: WaitsFor): void {
    if (this.#kinds.has(kind)) throw new TypeError(`Two say what waits of ${kind}.`);
    this.#kinds.set(kind, waits);
  }

  /** What waits for somebody, in the order of the vocabulary; kinds of which nothing waits are left out. */
  async of(who: WhoAsks): Promise<WaitingGroup[]> {
    const groups = await Promise.all(WAITING_KINDS.map(kind => this.#group(kind, who)));
    return groups.filter(group => group !== null);
  }

  async #group(kind: WaitingKind, who: WhoAsks): Promise<WaitingGroup | null> {
    const query = await this.#kinds.get(kind)?.(who);
    if (!query) return null;
    const text = `select * from (${query.text}) waiting limit ${MOST_COUNTED}`;
    const rows = await this.database.query<WaitingRow>({ name: `waiting/${kind}`, text, onceOnly: true }, query.values);
    if (rows.length === 0) return null;
    const items = rows.slice(0, NAMED).map(({ id, label, on_day: on }) => ({ id, label, on }));
    return { kind, count: rows.length, items };
  }
}

interface WaitingRow {
  readonly id: string;
  readonly label: string;
  readonly on_day: string | null;
}
