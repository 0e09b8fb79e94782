import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { Clock } from '../../../kernel/clock.js';
import { DomainError } from '../../../kernel/errors.js';
import { Config } from '../../../platform/config/index.js';
import { InboxBucket } from '../../../platform/s3/inbox-bucket.js';
import type { BucketInbox } from '../../../platform/s3/bucket-inbox.js';
import { SOURCE_NAME } from '../metadata.schemas.js';
import { BucketFailures } from './bucket-failures.js';
import { nameOf } from './error-name.js';
import { InboxClaims, LONGEST_PAUSE_MS } from './inbox-claims.js';
import { PassFiles } from './pass-files.js';
import { Rounds } from './rounds.js';
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
  readonly #failures = new BucketFailures();
  #isChecked = false;
  #lookedMs = 0;
  #withheldMs = -Infinity;

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

  /** How this instance's last look went, and its last sweep. */
  get state(): 'none' | 'ok' | 'failing' {
    if (!this.#bucket) return 'none';
    return this.#failures.areAny ? 'failing' : 'ok';
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
    this.#failures.forget();
    this.#isChecked = false; // somebody may have let it keep what is deleted
    if (this.config.inboxBucket?.taken === 'archive') {
      await this.#failures.noting('archive', () => this.#sweepArchive(bucket));
      await this.#failures.noting('copies', () => bucket.sweepCopies(DAY_MS).then(() => true));
    }
    await this.sweepInbox.rows();
  }

  /** One window of objects of each source. Returns how many were taken. */
  async scan(): Promise<number> {
    const bucket = this.#bucket;
    let taken = 0;
    if (!bucket) return taken;
    this.#lookedMs = this.clock.now().getTime();
    await this.#failures.noting('look', async () => {
      if (!this.#isChecked) await bucket.refuseUnlessDeletable();
      this.#isChecked = true;
      const { places, areAll } = await placesIn(bucket);
      const went = await this.#rounds.go(places);
      taken = went.taken;
      if (went.withheld > 0) this.#withheldMs = this.#lookedMs;
      if (!areAll) throw tooManyFolders();
      return went.failed === 0 && !this.#isWithheld;
    });
    return taken;
  }

  onApplicationShutdown(): void {
    this.#bucket?.close();
  }

  /** Whoever has found something wrong looks again, also while others look: otherwise it would say so for ever. */
  #isDue(pollMs: number): boolean {
    return this.#failures.has('look') && this.clock.now().getTime() - this.#lookedMs >= pollMs;
  }

  /** Objects that could not be had are left alone for a while, in which no look says that they can. */
  get #isWithheld(): boolean {
    const standsMs = LONGEST_PAUSE_MS + 2 * (this.config.inboxBucket?.pollMs ?? 0);
    return this.#lookedMs - this.#withheldMs < standsMs;
  }

  async #sweepArchive(bucket: InboxBucket): Promise<boolean> {
    const { places } = await placesIn(bucket);
    let isSwept = true;
    for (const place of places) {
      const wentWell = await this.#rounds.each(place, async passedOver => {
        if ((await this.sweepInbox.archive(place, passedOver)) > 0) isSwept = false;
      });
      if (!wentWell) isSwept = false;
    }
    return isSwept;
  }
}

/** Folders whose names are names of sources. */
async function placesIn(bucket: InboxBucket): Promise<{ readonly places: BucketInbox[]; readonly areAll: boolean }> {
  const { names, areAll } = await bucket.folders();
  return { places: names.filter(name => SOURCE_NAME.test(name)).map(name => bucket.of(name)), areAll };
}

function tooManyFolders(): DomainError {
  return new DomainError('unavailable', 'inbox-folders-too-many', 'There are more folders in it than are looked into.');
}
