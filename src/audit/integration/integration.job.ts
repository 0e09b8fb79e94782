import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Looks } from '../looks.js';
import { Alarms } from '../watch/alarms.js';
import { IntegrateEvents } from './integrate-events.js';
import { LogDamaged } from './log-damaged.js';

const LOOK_EVERY_MS = 400;

/** Looks for committed events twice a second or more, so that each is in a signed checkpoint within a second. */
@Injectable()
export class IntegrationJob implements OnModuleDestroy {
  readonly #looks: Looks;

  constructor(
    private readonly integrate: IntegrateEvents,
    private readonly alarms: Alarms,
  ) {
    this.#looks = new Looks(IntegrationJob.name, 'integrate events', () => this.#orAlarm());
  }

  @Interval(LOOK_EVERY_MS)
  look(): Promise<void> {
    return this.#looks.look();
  }

  onModuleDestroy(): Promise<void> {
    return this.#looks.end();
  }

  /** On a damaged tree nothing is built; each look finds it again, and one alarm is enough. */
  async #orAlarm(): Promise<void> {
    try {
      await this.integrate.unlessUnderWay();
    } catch (error) {
      if (!(error instanceof LogDamaged)) throw error;
      await this.alarms.raise({ kind: error.damage, eventId: null, leafIndex: error.leafIndex });
    }
  }
}
