/** The only source of time. Injected wherever a rule depends on now, so that tests and the demo's past can move it. */
export abstract class Clock {
  /** The current instant, UTC. */
  abstract now(): Date;
}

/** The machine's own clock. */
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** A clock that stands still until it is moved. */
export class MovableClock extends Clock {
  #atMs: number;

  constructor(at: Date) {
    super();
    this.#atMs = at.getTime();
  }

  now(): Date {
    return new Date(this.#atMs);
  }

  /** Sets the clock to `at`. */
  moveTo(at: Date): void {
    this.#atMs = at.getTime();
  }

  /** Moves the clock by `durationMs`, forwards or (negative) backwards. */
  advance(durationMs: number): void {
    this.#atMs += durationMs;
  }
}

/** A clock that is moved through the past, never backwards, and from {@link goOn} on is the machine's own. */
export class CatchingUpClock extends Clock {
  #atMs: number;
  #caughtUp = false;

  constructor(at: Date) {
    super();
    this.#atMs = at.getTime();
  }

  now(): Date {
    return new Date(this.#caughtUp ? Date.now() : this.#atMs);
  }

  /** Sets the clock to `at`. Throws RangeError for a moment before the one that it shows, and once it goes by itself. */
  moveTo(at: Date): void {
    if (this.#caughtUp) throw new RangeError("couldn't move the clock: it goes by itself now");
    if (at.getTime() < this.#atMs) throw new RangeError("couldn't move the clock backwards");
    this.#atMs = at.getTime();
  }

  /** The past is over: from here on it is now. Throws RangeError where the clock was moved beyond the machine's. */
  goOn(): void {
    if (this.#atMs > Date.now()) throw new RangeError("couldn't go on: the clock was moved into the future");
    this.#caughtUp = true;
  }
}
