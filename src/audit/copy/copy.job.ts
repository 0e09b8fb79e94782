import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Looks, type GoesOn } from '../looks.js';
import { ContinuationGuard } from './continuation-guard.js';
import { CopyLog } from './copy-log.js';

/** The copy is at most 10 s behind (design §4). */
const COPY_EVERY_MS = 3000;

/** Copies the log to the outside every few seconds. */
@Injectable()
export class CopyJob implements OnModuleDestroy {
  readonly #looks: Looks;

  constructor(
    private readonly guard: ContinuationGuard,
    private readonly copyLog: CopyLog,
  ) {
    this.#looks = new Looks(CopyJob.name, 'copy the log', goesOn => this.#copy(goesOn));
  }

  @Interval(COPY_EVERY_MS)
  look(): Promise<void> {
    return this.#looks.look();
  }

  onModuleDestroy(): Promise<void> {
    return this.#looks.end();
  }

  /** Never onto a copy that the log does not continue: the copy is the witness. */
  async #copy(goesOn: GoesOn): Promise<void> {
    if (await this.guard.look()) await this.copyLog.execute(goesOn);
  }
}
