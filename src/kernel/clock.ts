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
