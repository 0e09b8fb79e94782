import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Looks } from '../looks.js';
import { StreamLog } from './stream-log.js';

const LOOK_EVERY_MS = 1000;
/** Looks that are left out after so many failures in a row: twice as many each time, a minute's at most. */
const MOST_LEFT_OUT = 60;

/** Tells the log to its receiver each second, and seldomer while that is away. */
@Injectable()
export class StreamJob implements OnModuleDestroy {
  readonly #looks: Looks;
  #failures = 0;
  #leftOut = 0;

  constructor(private readonly streamLog: StreamLog) {
    this.#looks = new Looks(StreamJob.name, 'tell the log to its receiver', () => this.#stream());
  }

  @Interval(LOOK_EVERY_MS)
  async look(): Promise<void> {
    if (this.#leftOut > 0) this.#leftOut -= 1;
    else await this.#looks.look();
  }

  onModuleDestroy(): Promise<void> {
    return this.#looks.end();
  }

  async #stream(): Promise<void> {
    try {
      await this.streamLog.execute();
      this.#failures = 0;
    } catch (error) {
      this.#failures += 1;
      this.#leftOut = Math.min(MOST_LEFT_OUT, 2 ** Math.min(this.#failures, 6)) - 1;
      throw error;
    }
  }
}
