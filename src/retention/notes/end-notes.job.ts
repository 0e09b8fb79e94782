import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { failureNames } from '../../kernel/failure-names.js';
import { EndNotes } from '../../recordings/index.js';
import { WatchClocks } from '../brake/watch-clocks.js';

/** Looks now and then for notes on calls whose ordinary last day is over; by a clock that cannot be trusted none is. */
@Injectable()
export class EndNotesJob {
  readonly #logger = new Logger('notes');

  constructor(
    private readonly clocks: WatchClocks,
    private readonly endNotes: EndNotes,
    private readonly clock: Clock,
  ) {}

  @Cron(CronExpression.EVERY_10_MINUTES, { waitForCompletion: true })
  async onSchedule(): Promise<void> {
    try {
      await this.execute();
    } catch (error) {
      this.#logger.error(`couldn't end notes: ${failureNames(error)}`);
    }
  }

  async execute(): Promise<void> {
    if (await this.clocks.look()) return;
    await this.endNotes.execute(helsinkiDay(this.clock.now()));
  }
}
