import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { Clock } from '../../../kernel/clock.js';
import { DomainError } from '../../../kernel/errors.js';
import { Config } from '../../../platform/config/index.js';
import { processMeasures } from '../../../platform/measure/index.js';
import { InboxBucket } from '../../../platform/s3/inbox-bucket.js';
import type { BucketInbox } from '../../../platform/s3/bucket-inbox.js';
import { SOURCE_NAME } from '../metadata.schemas.js';
import { InboxClaims } from './inbox-claims.js';
import { PassFiles } from './pass-files.js';
import { nameOf, Rounds } from './rounds.js';
import { SweepInbox } from './sweep-inbox.js';

const DAY_MS = 24 * 3_600_000;

/**
 * Looks into the bucket of `TALLENNE_INBOX_BUCKET_URL`, in which each source has what lies below its name (ADR 0028). Of any number of
 * instances one does, each time another it may be. What is the matter with the bucket is nobody else's matter: it is told, and tried again.
 */
@Injectable()
export class WatchBucket implements OnApplicationShutdown {
  readonly #logger = new Logger(WatchBucket.name);
  readonly #bucket: InboxBucket | null;
  readonly #rounds = new Rounds(
    (source, files) => this.passFiles.execute(source, files),
    (source, error) => {
      this.#logger.error(`couldn't read all that is in the bucket of ${source}: ${error}`);
    },
  );
  #isChecked = false;
  #failure: string | null = null;
  #lookedMs = 0;

  constructor(
    private readonly config: Config,
    private readonly passFiles: PassFiles,
    private readonly sweepInbox: SweepInbox,
    private readonly claims: InboxClaims,
    private readonly clock: Clock,
  ) {
    const { inboxBucket } = config;
    this.#bucket = inboxBucket && new InboxBucket(inboxBucket.bucket, inboxBucket);
  }

  /** How the last look of this instance went. */
  get state(): 'none' | 'ok' | 'failing' {
    if (!this.#bucket) return 'none';
    return this.#failure === null ? 'ok' : 'failing';
  }

  @Cron(CronExpression.EVERY_5_SECONDS, { waitForCompletion: true })
  async look(): Promise<void> {
    const { inboxBucket } = this.config;
    if (!inboxBucket) return;
    try {
      const isOurs = this.#rounds.isUnderWay || (await this.claims.round('bucket', inboxBucket.pollMs));
      if (isOurs || this.#isDue(inboxBucket.pollMs)) await this.scan();
    } catch (error) {
      this.#logger.error(`couldn't claim a look into the bucket: ${nameOf(error)}`);
    }
  }

  @Cron(CronExpression.EVERY_HOUR, { waitForCompletion: true })
  async sweep(): Promise<void> {
    const bucket = this.#bucket;
    if (!bucket) return;
    this.#rounds.forget();
    this.#isChecked = false; // somebody may have let it keep what is deleted
    await this.#noting(async () => {
      if (this.config.inboxBucket?.taken !== 'archive') return true;
      await bucket.sweepCopies(DAY_MS);
      const went = [];
      for (const place of await placesIn(bucket))
        went.push(await this.#rounds.each(place, () => this.sweepInbox.archive(place)));
      return went.every(Boolean);
    });
    await this.sweepInbox.rows();
  }

  /** One window of objects of each source. Returns how many were taken. */
  async scan(): Promise<number> {
    const bucket = this.#bucket;
    let taken = 0;
    if (bucket)
      await this.#noting(async () => {
        if (!this.#isChecked) await bucket.refuseUnlessDeletable();
        this.#isChecked = true;
        const went = await this.#rounds.go(await placesIn(bucket));
        taken = went.taken;
        return went.failed === 0;
      });
    return taken;
  }

  onApplicationShutdown(): void {
    this.#bucket?.close();
  }

  /** Whoever has found something wrong looks again, also while others look: otherwise it would say so for ever. */
  #isDue(pollMs: number): boolean {
    return this.#failure !== null && this.clock.now().getTime() - this.#lookedMs >= pollMs;
  }

  /** Tells once what is wrong, and once that it is over. */
  async #noting(work: () => Promise<boolean>): Promise<void> {
    const before = this.#failure;
    this.#lookedMs = this.clock.now().getTime();
    try {
      this.#failure = (await work()) ? null : 'a source';
      if (before !== null && this.#failure === null) this.#logger.log('the bucket is looked into again');
    } catch (error) {
      this.#failure = error instanceof DomainError ? error.message : nameOf(error);
      if (this.#failure !== before) this.#logger.error(`couldn't look into the bucket: ${this.#failure}`);
    }
    processMeasures.inboxBucketFailing.set(this.#failure === null ? 0 : 1);
  }
}

/** Folders whose names are names of sources. */
async function placesIn(bucket: InboxBucket): Promise<BucketInbox[]> {
  return (await bucket.folders()).filter(name => SOURCE_NAME.test(name)).map(name => bucket.of(name));
}
