import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { SelfAudit } from './self-audit.js';

const LOOK_EVERY_MS = 1000;

/** Says each second that the instance is to look after the log. */
@Injectable()
export class SelfAuditJob implements OnModuleDestroy {
  readonly #logger = new Logger(SelfAuditJob.name);
  #running: Promise<void> | null = null;
  #ended = false;

  constructor(private readonly selfAudit: SelfAudit) {}

  @Interval(LOOK_EVERY_MS)
  async look(): Promise<void> {
    if (this.#running || this.#ended) return;
    this.#running = this.#audit();
    await this.#running;
    this.#running = null;
  }

  async onModuleDestroy(): Promise<void> {
    this.#ended = true;
    await this.#running;
  }

  /** A database that does not answer now is asked again at the next look. */
  async #audit(): Promise<void> {
    try {
      await this.selfAudit.execute();
    } catch (error) {
      this.#logger.error(`couldn't look after the log: ${error instanceof Error ? error.name : 'unknown'}`);
    }
  }
}
