import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { AuditTrail, ContinuationGuard, THE_SYSTEM } from '../../audit/index.js';
import type { Day } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';
import { failureNames } from '../../kernel/failure-names.js';
import { DueDaysToPurge } from './due-days-to-purge.js';
import type { PurgeBrake } from '../brake/purge-brake.entity.js';
import { WatchClocks } from '../brake/watch-clocks.js';
import { PurgeDay } from './purge-day.js';
import type { PurgeRun } from './purge-run.entity.js';

/** Purges every day that is over: at start, to catch up, and all through the day. Any number of instances may run it. */
@Injectable()
export class RunPurges implements OnApplicationBootstrap {
  readonly #logger = new Logger(RunPurges.name);
  #stoppedBy: string | undefined;

  constructor(
    private readonly dueDays: DueDaysToPurge,
    private readonly purgeDay: PurgeDay,
    private readonly clocks: WatchClocks,
    private readonly trail: AuditTrail,
    private readonly continuation: ContinuationGuard,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.look();
  }

  /** A failure is logged and tried again at the next look; rule 2 keeps what is over out of reach meanwhile. */
  @Cron(CronExpression.EVERY_MINUTE, { waitForCompletion: true })
  async look(): Promise<void> {
    try {
      await this.execute();
    } catch (error) {
      this.#logger.error(`couldn't finish a purge: ${failureNames(error)}; it goes on at the next look`);
    }
  }

  /**
   * A restored database does not know of the holds that came after its backup: nothing of it is purged before somebody has
   * accepted it, and its log has told of them. The clocks are looked at in any case, and again before each day.
   * @throws DomainError `log-not-continued`
   * @throws AggregateError of the days that could not be finished; one of them does not hold up the days after it
   */
  async execute(): Promise<void> {
    const raised = await this.clocks.look();
    const days = await this.dueDays.list();
    if (days.length === 0) return;
    if (!(await this.continuation.look())) throw notContinued();
    if (raised) return this.#stop(raised, days.length);
    await this.#purge(days);
  }

  /** The keys of all days first: nothing that is over stays readable because a store is slow to let go of another day. */
  async #purge(days: readonly Day[]): Promise<void> {
    const failures: unknown[] = [];
    const runs: PurgeRun[] = [];
    const stopped =
      (await this.#each(days, failures, async day => void runs.push(await this.purgeDay.destroyKey(day)))) ||
      (await this.#each(runs, failures, run => this.purgeDay.reclaim(run)));
    if (!stopped && failures.length > 0)
      throw new AggregateError(failures, "couldn't finish the purge of every day that is over");
  }

  /** @returns whether the brake has stopped it; `failures` gets what went wrong on the way */
  async #each<T>(ended: readonly T[], failures: unknown[], purge: (one: T) => Promise<void>): Promise<boolean> {
    for (const [done, one] of ended.entries()) {
      const raised = await this.clocks.look();
      if (raised) {
        await this.#stop(raised, ended.length - done);
        return true;
      }
      await purge(one).catch((error: unknown) => failures.push(error));
    }
    return false;
  }

  /** Told once by each instance: the brake stays raised until people come, and looks go on each minute. */
  async #stop({ id, reason }: PurgeBrake, daysWaiting: number): Promise<void> {
    if (this.#stoppedBy === id) return;
    await this.trail.recordAlone({
      action: 'purge.stopped',
      outcome: 'refused',
      reason,
      actor: THE_SYSTEM,
      object: { kind: 'purge-brake', id },
      facts: { daysWaiting },
    });
    this.#stoppedBy = id;
  }
}

function notContinued(): DomainError {
  const sentence = 'Nothing is purged until the access log continues its copy; see "tallenne audit accept-restore".';
  return new DomainError('unavailable', 'log-not-continued', sentence);
}
