import type { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { addDays, helsinkiDay, type Day } from '../../src/kernel/calendar.js';
import { dueOn, RULE_IN_FORCE } from '../../src/kernel/retention-rule.js';
import { type RecordedCall, RecordedCalls } from '../kill/recorded-calls.js';
import type { Metadata } from '../support/client.js';

const BYTES_PER_SECOND = 16_000;
const DAY_MS = 86_400_000;
const OLDEST_DAYS = 58;
/** So many people call again and again. */
const CALLERS = 5000;

/**
 * How long recordings are: short ones, so that an hour of them fits on a disk, and some with more than one extent of 1 MiB, since
 * each further extent is an event of its own.
 */
const LENGTHS = [
  { share: 0.75, seconds: [1, 5] },
  { share: 0.2, seconds: [5, 15] },
  { share: 0.05, seconds: [66, 100] },
] as const;

/** What a recording has on average, of audio alone. */
export const MEAN_AUDIO_BYTES = LENGTHS.reduce(
  (sum, { share, seconds: [least, most] }) => sum + (share * BYTES_PER_SECOND * (least + most)) / 2,
  0,
);

/** A call that the server said it has taken. */
export interface TakenCall extends RecordedCall {
  readonly id: string;
  readonly contactId: string;
  readonly dueOn: Day;
}

/** The calls of a soak: of many people, on many days, with audio that is made anew whenever it is compared. */
export class SoakCalls extends RecordedCalls {
  readonly taken: TakenCall[] = [];
  #serial = 0;

  /** One of mixed length that ended within the last two months, so that every living due day has some. */
  some(random: SeededRandom): RecordedCall {
    const [least, most] = random.pickByWeight(LENGTHS, ({ share }) => share).seconds;
    const seconds = least + random.next() * (most - least);
    this.#serial += 1;
    const endedAt = new Date(Date.now() - 1000 - Math.floor(random.next() * OLDEST_DAYS * DAY_MS));
    return { serial: this.#serial, dataBytes: Math.floor(seconds * BYTES_PER_SECOND) & ~1, endedAt: living(endedAt) };
  }

  override metadataOf(call: RecordedCall): Metadata {
    const usual = super.metadataOf(call);
    const caller = { ...(usual.caller as object), phone: phoneOf(call) }; // as RecordedCalls writes it
    return { ...usual, externalId: `soak-${call.serial}`, caller };
  }

  /** A call that is kept for the rest of today at least. */
  heard(random: SeededRandom): TakenCall | null {
    const today = helsinkiDay(new Date());
    for (let tries = 0; tries < 20 && this.taken.length > 0; tries += 1) {
      const call = random.pick(this.taken);
      if (call.dueOn >= today) return call;
    }
    return null;
  }
}

/** The number that a call came from; invented. */
export function phoneOf({ serial }: RecordedCall): string {
  return `+3584570${String((serial * 7919) % CALLERS).padStart(5, '0')}`;
}

/** Calls whose last day is over already would be refused. */
function living(endedAt: Date): Date {
  const today = helsinkiDay(new Date());
  return dueOn(endedAt, RULE_IN_FORCE) > addDays(today, -1) ? endedAt : new Date(Date.now() - 1000);
}
