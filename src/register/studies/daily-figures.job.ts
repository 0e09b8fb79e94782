import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { failureNames } from '../../kernel/failure-names.js';
import { SettleMarks } from '../../recordings/index.js';
import { MakeDailyFigures } from './make-daily-figures.js';

/** Ten minutes past each hour: a day is counted soon after it has ended, and a look that failed is made up for. */
const EACH_HOUR = '0 10 * * * *';

/** Looks each hour whether there are days to count. Any number of instances may. */
@Injectable()
export class DailyFigures {
  readonly #logger = new Logger('studies');

  constructor(
    private readonly marks: SettleMarks,
    private readonly make: MakeDailyFigures,
  ) {}

  @Cron(EACH_HOUR, { waitForCompletion: true })
  async onSchedule(): Promise<void> {
    try {
      await this.execute();
    } catch (error) {
      this.#logger.error(`couldn't make daily figures: ${failureNames(error)}`);
    }
  }

  async execute(): Promise<void> {
    await this.marks.execute();
    await this.make.execute();
  }
}
