import { Logger } from '@nestjs/common';
import { DomainError } from '../../../kernel/errors.js';
import { processMeasures } from '../../../platform/measure/index.js';
import { nameOf } from './error-name.js';

/** What is done with a bucket that others fill. */
export type BucketWork = 'look' | 'archive' | 'copies';

const SAID: Record<BucketWork, string> = {
  look: 'look into the bucket',
  archive: 'go through the archive in the bucket',
  copies: 'give up what was half copied in the bucket',
};

/** What is the matter with the bucket, each work by itself: one that goes well says nothing of another. */
export class BucketFailures {
  readonly #logger = new Logger('WatchBucket');
  readonly #standing = new Set<BucketWork>();
  /** What was said last; what stays as it is, is said again when it was forgotten. */
  readonly #said = new Map<BucketWork, string>();

  get areAny(): boolean {
    return this.#standing.size > 0;
  }

  /** Whether `work` failed when it was last done. */
  has(work: BucketWork): boolean {
    return this.#standing.has(work);
  }

  /** Says everything again that stays as it is. */
  forget(): void {
    this.#said.clear();
  }

  /** Tells once what is wrong, and once that it is over. `run` returns whether it went well; where not, it has said why. */
  async noting(work: BucketWork, run: () => Promise<boolean>): Promise<void> {
    try {
      this.#went(work, await run());
    } catch (error) {
      const why = error instanceof DomainError ? error.message : nameOf(error);
      if (this.#said.get(work) !== why) this.#logger.error(`couldn't ${SAID[work]}: ${why}`);
      this.#said.set(work, why);
      this.#standing.add(work);
    }
    processMeasures.inboxBucketFailing.set(this.areAny ? 1 : 0);
  }

  #went(work: BucketWork, isWell: boolean): void {
    if (!isWell) {
      this.#standing.add(work);
      return;
    }
    this.#said.delete(work);
    if (this.#standing.delete(work)) this.#logger.log(`could ${SAID[work]} again`);
  }
}
