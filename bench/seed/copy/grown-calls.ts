import { dueOn, RULE_IN_FORCE } from '../../../src/kernel/retention-rule.js';
import type { Day } from '../../../src/kernel/calendar.js';
import { AGENTS, SPREAD_DAYS } from '../seed-statements.js';
import type { Noise } from './noise.js';

const HOUR_MS = 3_600_000;
const SPREAD_MS = SPREAD_DAYS * 24 * HOUR_MS;

/** A call as it is written into each table; ids are their 16 bytes. */
export interface GrownCall {
  readonly place: number;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly dueOn: Day;
  readonly contactId: Buffer;
  readonly partyId: Buffer;
  readonly recordingId: Buffer;
  /** Numbers of its own, the same for the same place. */
  readonly queue: number;
  readonly unit: number;
  readonly agent: number;
}

/** The calls of the last weeks in the order in which a telephone system delivers them, as the seed in SQL spreads them. */
export class GrownCalls {
  readonly #lastDays = new Map<number, Day>();

  constructor(
    private readonly count: number,
    private readonly noise: Noise,
    private readonly nowMs: number,
  ) {}

  /** The calls in batches of at most `size`. */
  *batches(size: number): Generator<GrownCall[]> {
    for (let first = 1; first <= this.count; first += size) {
      const length = Math.min(size, this.count - first + 1);
      yield Array.from({ length }, (_, offset) => this.#call(first + offset));
    }
  }

  #call(place: number): GrownCall {
    const startedAtMs = Math.floor(this.nowMs - HOUR_MS - (1 - place / this.count) * SPREAD_MS);
    const endedAtMs = startedAtMs + (40 + spread(place, 1, 900)) * 1000;
    return {
      ...{ place, startedAtMs, endedAtMs },
      dueOn: this.#lastDay(endedAtMs),
      contactId: this.noise.id(startedAtMs, place),
      partyId: this.noise.id(endedAtMs, place),
      recordingId: this.noise.id(startedAtMs, place),
      queue: spread(place, 2, 6),
      unit: spread(place, 3, 12),
      agent: spread(place, 4, AGENTS),
    };
  }

  /** Days of Helsinki begin with an hour of UTC. */
  #lastDay(endedAtMs: number): Day {
    const hour = Math.floor(endedAtMs / HOUR_MS);
    const known = this.#lastDays.get(hour) ?? dueOn(new Date(endedAtMs), RULE_IN_FORCE);
    this.#lastDays.set(hour, known);
    return known;
  }
}

/** A number below `by` that is the same for the same `place` and `salt`, and spread evenly (the mixer of MurmurHash3). */
export function spread(place: number, salt: number, by: number): number {
  let mixed = Math.imul(place ^ (place >>> 16), 0x85ebca6b) + Math.imul(salt, 0x9e3779b9);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) % by;
}
