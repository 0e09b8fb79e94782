import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { failureNames } from '../../kernel/failure-names.js';
import { Database, type Statement } from '../../platform/database/index.js';
import type { Ended } from './final-on.js';
import { Finality } from './finality.js';

/**
 * Gives certificates what they could not say when they were written: their final day once the key ring holds no traces any more, and the
 * absence of a blob that nobody has to delete any more. Any number of instances may look.
 */
@Injectable()
export class SettleFinalDays {
  readonly #logger = new Logger('certificates');

  constructor(
    private readonly database: Database,
    private readonly finality: Finality,
    private readonly clock: Clock,
  ) {}

  /** A failure is logged and tried again at the next look; certificates say `not yet` meanwhile. */
  @Cron(CronExpression.EVERY_HOUR, { waitForCompletion: true })
  async onSchedule(): Promise<void> {
    try {
      await this.execute();
    } catch (error) {
      this.#logger.error(`couldn't settle the final days of certificates (${failureNames(error)})`);
    }
  }

  /** One statement for all that ended together: a crash leaves those before it settled, and the rest for the next look. */
  async execute(): Promise<void> {
    await this.database.query(ABSENT, [this.clock.now()]);
    const rows = await this.database.query<{ tracesOn: string; keyDestroyedAt: Date }>(NOT_FINAL);
    const ended: Ended[] = rows.map(row => ({ ...row, tracesOn: parseDay(row.tracesOn) }));
    const finalDays = await this.finality.of(ended);
    for (const [nth, { tracesOn, keyDestroyedAt }] of ended.entries()) {
      const finalOn = finalDays[nth];
      if (finalOn) await this.database.query(SETTLE, [tracesOn, keyDestroyedAt, finalOn]);
    }
  }
}

/** What a purge has certified is complete when its run is, and is not touched afterwards: the run's root is over it. */
const ABSENT: Statement = {
  name: 'certificates-absent',
  text: `
    update deletion_certificate c set blob_absent_at = $1
    where c.blob_absent_at is null and c.reason <> 'due'
      and not exists (select from blob_deletion b where b.unit_id = c.unit_id)`,
};

const NOT_FINAL: Statement = {
  name: 'certificates-not-final',
  text: `
    select distinct traces_on as "tracesOn", key_destroyed_at as "keyDestroyedAt" from deletion_certificate
    where final_on is null order by 1, 2`,
};

const SETTLE: Statement = {
  name: 'certificates-settle',
  text: `
    update deletion_certificate set final_on = $3
    where final_on is null and traces_on = $1 and key_destroyed_at = $2`,
};
