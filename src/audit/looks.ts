import { Logger } from '@nestjs/common';
import { DomainError } from '../kernel/errors.js';
import { errnoOf } from '../platform/files/durable.js';

/** A look that takes longer hangs on something: it is left behind, and the next one begins anew. */
const GIVEN_UP_MS = 30_000;

/** Is asked between the steps of a look that takes long: gives it its time anew, and says whether anybody still waits for it. */
export type GoesOn = () => boolean;

/** Looks of a job, one at a time; what fails is logged once and tried at the next look. */
export class Looks {
  readonly #logger: Logger;
  #running: Promise<void> | null = null;
  #ended = false;
  #failing = '';

  /**
   * @param name of the job, in the server's log
   * @param task what it does, as words after "couldn't"
   * @param givenUpMs after which a look is left behind
   */
  constructor(
    name: string,
    private readonly task: string,
    private readonly act: (goesOn: GoesOn) => Promise<unknown>,
    private readonly givenUpMs = GIVEN_UP_MS,
  ) {
    this.#logger = new Logger(name);
  }

  /** Looks, or waits for the look that is still at it. Never rejects. */
  async look(): Promise<void> {
    if (this.#running) return this.#running;
    if (this.#ended) return;
    this.#running = this.#once();
    await this.#running;
    this.#running = null;
  }

  /** Begins no other look, and resolves when the last one is over. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.#running;
  }

  async #once(): Promise<void> {
    try {
      await this.#inTime();
      this.#failing = '';
    } catch (error) {
      const reason = nameOf(error);
      if (reason !== this.#failing)
        this.#logger.error(`couldn't ${this.task} (${reason}); it is tried again and again`);
      this.#failing = reason;
    }
  }

  async #inTime(): Promise<void> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    late.catch(() => undefined);
    const look = { isWaitedFor: true };
    const giveUp = (): void => {
      look.isWaitedFor = false;
      reject(new GivenUp());
    };
    let timer = setTimeout(giveUp, this.givenUpMs).unref();
    const acting = this.act(() => {
      if (!look.isWaitedFor || this.#ended) return false;
      clearTimeout(timer);
      timer = setTimeout(giveUp, this.givenUpMs).unref();
      return true;
    });
    acting.catch(() => undefined); // of a look that was left behind nobody waits for the end
    try {
      await Promise.race([acting, late]);
    } finally {
      look.isWaitedFor = false;
      clearTimeout(timer);
    }
  }
}

/** Names and codes alone: messages may carry paths and values. */
function nameOf(error: unknown): string {
  if (error instanceof DomainError) return error.code;
  return errnoOf(error) ?? (error instanceof Error ? error.name : 'unknown');
}

class GivenUp extends Error {
  override readonly name = 'GivenUp';
}
