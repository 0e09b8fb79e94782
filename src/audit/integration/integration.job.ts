import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Alarms } from '../watch/alarms.js';
import { IntegrateEvents } from './integrate-events.js';
import { LogDamaged } from './log-damaged.js';

const LOOK_EVERY_MS = 400;

/** Looks for committed events twice a second or more, so that each is in a signed checkpoint within a second. */
@Injectable()
export class IntegrationJob implements OnModuleDestroy {
  readonly #logger = new Logger(IntegrationJob.name);
  #running: Promise<void> | null = null;
  #ended = false;

  constructor(
    private readonly integrate: IntegrateEvents,
    private readonly alarms: Alarms,
  ) {}

  @Interval(LOOK_EVERY_MS)
  async look(): Promise<void> {
    if (this.#running || this.#ended) return;
    this.#running = this.#integrate();
    await this.#running;
    this.#running = null;
  }

  async onModuleDestroy(): Promise<void> {
    this.#ended = true;
    await this.#running;
  }

  async #integrate(): Promise<void> {
    try {
      await this.#orAlarm();
    } catch (error) {
      this.#logger.error(`couldn't integrate events: ${error instanceof Error ? error.name : 'unknown'}`);
    }
  }

  /** On a damaged tree nothing is built; each look finds it again, and one alarm is enough. */
  async #orAlarm(): Promise<void> {
    try {
      await this.integrate.execute();
    } catch (error) {
      if (!(error instanceof LogDamaged)) throw error;
      await this.alarms.raise({ kind: error.damage, eventId: null, leafIndex: error.leafIndex });
    }
  }
}
