import { setTimeout as after } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { DomainError } from '../kernel/errors.js';
import { errnoOf } from '../platform/files/durable.js';

/** A look that takes longer hangs on something: it is left behind, and the next one begins anew. */
const GIVEN_UP_MS = 30_000;

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
    private readonly act: () => Promise<unknown>,
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
      await inTime(this.act(), this.givenUpMs);
      this.#failing = '';
    } catch (error) {
      const reason = nameOf(error);
      if (reason !== this.#failing)
        this.#logger.error(`couldn't ${this.task} (${reason}); it is tried again and again`);
      this.#failing = reason;
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

async function inTime(acting: Promise<unknown>, withinMs: number): Promise<void> {
  const waiting = new AbortController();
  const late = after(withinMs, undefined, { signal: waiting.signal, ref: false }).then(() => {
    throw new GivenUp();
  });
  late.catch(() => undefined);
  acting.catch(() => undefined); // of a look that was left behind nobody waits for the end
  try {
    await Promise.race([acting, late]);
  } finally {
    waiting.abort();
  }
}
