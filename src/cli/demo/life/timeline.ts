/** A clock that shows what it was moved to. */
export interface MovedClock {
  now(): Date;
  moveTo(at: Date): void;
}

/**
 * Something that takes its time: each value is how many milliseconds pass before it goes on. What happens between two
 * values happens at one moment of the clock.
 */
export type Activity = AsyncGenerator<number, void, undefined>;

interface Due {
  readonly atMs: number;
  readonly activity: Activity;
}

/** Brings many activities into one order of time and moves the clock along it. */
export class Timeline {
  readonly #clock: MovedClock;
  /** The earliest stands last; of two at the same moment the one that was added first. */
  readonly #dues: Due[] = [];

  constructor(clock: MovedClock) {
    this.#clock = clock;
  }

  /** Lets `activity` begin at `at`, or at once where that has passed. */
  add(at: Date, activity: Activity): void {
    const due = { atMs: at.getTime(), activity };
    const earlier = this.#dues.findLastIndex(other => other.atMs > due.atMs);
    this.#dues.splice(earlier + 1, 0, due);
  }

  /**
   * Lives until `until`; then the clock shows that moment, and what would go on later is left where it is.
   * @param onMoment called before each step with the moment of the clock
   */
  async live(until: Date, onMoment: (at: Date) => void): Promise<void> {
    for (let due = this.#next(until); due; due = this.#next(until)) {
      const at = new Date(Math.max(due.atMs, this.#clock.now().getTime()));
      this.#clock.moveTo(at);
      onMoment(at);
      const { done, value } = await due.activity.next();
      if (!done) this.add(new Date(at.getTime() + value), due.activity);
    }
    this.#clock.moveTo(until);
  }

  #next(until: Date): Due | undefined {
    const due = this.#dues.at(-1);
    return due && due.atMs <= until.getTime() ? this.#dues.pop() : undefined;
  }
}

const SECOND_MS = 1000;

export function seconds(count: number): number {
  return count * SECOND_MS;
}

export function minutes(count: number): number {
  return count * 60 * SECOND_MS;
}
