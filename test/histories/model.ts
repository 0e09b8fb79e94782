import { addDays, helsinkiDay, type Day } from '../../src/kernel/calendar.js';
import { dueOn, EARLIER_OF_61_DAYS_AND_2_MONTHS, latest } from '../../src/kernel/retention-rule.js';

/** What the world knows of keeping and destroying, in its own words: nothing of it is the product's but the ordinary last day. */

export type Kind = 'complaint' | 'training';

/** Whose purposes a kind of hold keeps a call open for. */
export const PURPOSE_OF: Readonly<Record<Kind, string>> = { complaint: 'complaint', training: 'internal-training' };

const PROVISIONAL_DAYS = 7;

export interface ModelHold {
  readonly id: string;
  readonly kind: Kind;
  readonly requestedBy: string;
  readonly wantedUntil: Day;
  /** Its last day as it stands; of a request, the last day on which it waits. */
  until: Day;
  /** Whether the request protects before anybody has decided. */
  readonly provisional: boolean;
  state: 'requested' | 'active' | 'over';
}

/** What all holds of a recording came to when they were last counted. */
interface Counted {
  readonly purposes: readonly string[];
  readonly throughOn: Day;
}

/** One recording, beside the one in the product. */
export class ModelRecording {
  readonly ordinaryDueOn: Day;
  readonly holds: ModelHold[] = [];
  dueOn: Day;
  fate: 'kept' | 'purged' | 'erased' = 'kept';
  restricted = false;
  #protectedOnce = false;
  #counted: Counted | null = null;

  constructor(
    readonly id: string,
    readonly contactId: string,
    readonly linkedId: string,
    endedAt: Date,
  ) {
    this.ordinaryDueOn = dueOn(endedAt, EARLIER_OF_61_DAYS_AND_2_MONTHS);
    this.dueOn = this.ordinaryDueOn;
  }

  isOver(today: Day): boolean {
    return today > this.dueOn;
  }

  /** Whether somebody granted `purposes` finds it. */
  isVisible(today: Day, purposes: readonly string[]): boolean {
    if (this.fate !== 'kept' || this.isOver(today)) return false;
    if (today <= this.ordinaryDueOn) return true;
    const { purposes: held = [], throughOn = this.ordinaryDueOn } = this.#counted ?? {};
    return today <= throughOn && held.some(purpose => purposes.includes(purpose));
  }

  get living(): readonly ModelHold[] {
    return this.holds.filter(({ state }) => state !== 'over');
  }

  request(hold: Omit<ModelHold, 'until' | 'provisional' | 'state'>, today: Day): void {
    const until = earlier(hold.wantedUntil, addDays(today, PROVISIONAL_DAYS));
    this.holds.push({ ...hold, until, provisional: !this.#protectedOnce, state: 'requested' });
    this.#protectedOnce = true;
    this.#recount(today);
  }

  approve(hold: ModelHold, today: Day): void {
    hold.state = 'active';
    hold.until = hold.wantedUntil;
    this.#recount(today);
  }

  end(hold: ModelHold, today: Day): void {
    hold.state = 'over';
    this.#recount(today);
  }

  /** What the job of each minute does: whatever ended with a day before today is not counted any more. */
  lapse(today: Day): void {
    if (this.fate !== 'kept' || this.isOver(today)) return;
    const lapsed = this.living.filter(({ until }) => until < today);
    for (const hold of lapsed) hold.state = 'over';
    if (lapsed.length > 0) this.#count(today);
  }

  /** The last day of the longest hold, or of the rule; what would be over already goes tonight. */
  #recount(today: Day): void {
    this.#count(today);
    const days = [this.ordinaryDueOn, ...this.#keeping(today).map(({ until }) => until)];
    this.dueOn = latest([today, latest(days)]);
  }

  #count(today: Day): void {
    const keeping = this.#keeping(today).filter(({ state }) => state === 'active');
    const untils = keeping.map(({ until }) => until);
    const first = untils.reduce<Day | null>((found, day) => (found === null || day < found ? day : found), null);
    this.#counted = first && { purposes: keeping.map(({ kind }) => PURPOSE_OF[kind]), throughOn: first };
  }

  #keeping(today: Day): ModelHold[] {
    return this.living.filter(hold => hold.until >= today && (hold.state === 'active' || hold.provisional));
  }

  get counted(): Counted | null {
    return this.#counted;
  }
}

/** The last day of a contact: that of its longest recording. */
export function contactDueOn(legs: readonly ModelRecording[]): Day | null {
  const kept = legs.filter(({ fate }) => fate === 'kept');
  return kept.length === 0 ? null : latest(kept.map(leg => leg.dueOn));
}

export function todayOf(at: Date): Day {
  return helsinkiDay(at);
}

function earlier(one: Day, other: Day): Day {
  return one < other ? one : other;
}
