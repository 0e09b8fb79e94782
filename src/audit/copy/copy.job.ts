import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { errnoOf } from '../../platform/files/durable.js';
import { ContinuationGuard } from './continuation-guard.js';
import { CopyLog } from './copy-log.js';

/** The copy is at most 10 s behind (design §4). */
const COPY_EVERY_MS = 3000;

/** Copies the log to the outside every few seconds. */
@Injectable()
export class CopyJob implements OnModuleDestroy {
  readonly #logger = new Logger(CopyJob.name);
  #running: Promise<void> | null = null;
  #ended = false;
  #failing = '';

  constructor(
    private readonly guard: ContinuationGuard,
    private readonly copyLog: CopyLog,
  ) {}

  @Interval(COPY_EVERY_MS)
  async look(): Promise<void> {
    if (this.#running || this.#ended) return;
    this.#running = this.#copy();
    await this.#running;
    this.#running = null;
  }

  async onModuleDestroy(): Promise<void> {
    this.#ended = true;
    await this.#running;
  }

  /** Never onto a copy that the log does not continue: the copy is the witness. */
  async #copy(): Promise<void> {
    try {
      if (await this.guard.look()) await this.copyLog.execute();
      this.#failing = '';
    } catch (error) {
      const reason = errnoOf(error) ?? (error instanceof Error ? error.name : 'unknown');
      if (reason !== this.#failing)
        this.#logger.error(`couldn't copy the log (${reason}); it is tried again and again`);
      this.#failing = reason;
    }
  }
}
