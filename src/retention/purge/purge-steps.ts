import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/core';
import { AuditTrail, THE_SYSTEM } from '../../audit/index.js';
import type { Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { reached } from '../../kernel/crash-points.js';
import { newId } from '../../kernel/ids.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { isDestroyed, lockToPurge, markClosing, markDestroyed } from '../../platform/crypto/purged-days.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { ReclaimUnits } from '../../recordings/index.js';
import { BLOBS_OF_RUNS } from './blobs-of-runs.js';
import { PurgeRun } from './purge-run.entity.js';
import { countsOf, keyDestroyedAtOf } from './run-facts.js';
import { sumUp } from './sum-up.js';

/** The steps that change the state of the day itself. */
@Injectable()
export class PurgeSteps {
  constructor(
    private readonly database: Database,
    private readonly keyRing: KeyRing,
    private readonly units: ReclaimUnits,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Closes the day under its exclusive lock, together with the event of the intent; finds the run if it is closed already. */
  async close(day: Day): Promise<PurgeRun> {
    return this.database.transaction(async em => {
      await lockToPurge(em, day);
      const begun = await em.findOne(PurgeRun, { day });
      if (begun) return begun;
      const startedAt = this.clock.now();
      await markClosing(em, day, startedAt);
      const run = em.create(PurgeRun, { id: newId(startedAt), day, startedAt });
      run.intendedEventId = await this.trail.record(em, {
        action: 'purge.intended',
        actor: THE_SYSTEM,
        ...about(run),
        facts: { day },
      });
      await em.persist(run).flush();
      return run;
    });
  }

  /** Destroys the day's key for good; only then is the day called destroyed. */
  async destroyKey(run: PurgeRun, day: Day): Promise<void> {
    if (run.keyDestroyedAt && (await isDestroyed(this.database.entities(), day))) return;
    await this.keyRing.destroyDay(day);
    await reached('purge.key-destroyed');
    // A crash here leaves the day closing without a key; destroying it again finds nothing to do.
    const keyDestroyedAt = run.keyDestroyedAt ?? this.clock.now(); // a restored backup may know from the log when it was destroyed
    await this.database.transaction(async em => {
      await markDestroyed(em, day, keyDestroyedAt);
      await em.nativeUpdate(PurgeRun, { day, keyDestroyedAt: null }, { keyDestroyedAt });
    });
    run.keyDestroyedAt = keyDestroyedAt;
  }

  /** Counts once what ends with the day: nothing comes to it any more, and none of its rows is gone yet. */
  async count(run: PurgeRun, day: Day): Promise<void> {
    if (typeof run.recordings === 'number') return;
    await this.database.transaction(async em => {
      const counts = await this.units.count(em, day);
      await em.nativeUpdate(PurgeRun, { day, recordings: null }, counts);
    });
  }

  /** Takes the wrappings of the day out of the key ring; repeated, it finds none. */
  async sweepKeys(day: Day): Promise<void> {
    await this.keyRing.sweepDay(day);
  }

  /** Writes the outcome once, when no row and no blob of the day is left. */
  async complete({ id }: PurgeRun, day: Day): Promise<void> {
    await this.database.transaction(async em => {
      const run = await em.findOneOrFail(PurgeRun, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (run.finishedAt || (await this.#somethingLeft(em, id, day))) return;
      run.finishedAt = this.clock.now();
      const { root, bytes } = await sumUp(em, id);
      em.assign(run, { certificatesRoot: root, freedBytes: bytes });
      const certificatesRoot = root.toString('hex');
      run.completedEventId = await this.trail.record(em, {
        action: 'purge.completed',
        actor: THE_SYSTEM,
        ...about(run),
        facts: { day, ...countsOf(run), keyDestroyedAt: keyDestroyedAtOf(run), freedBytes: bytes, certificatesRoot },
      });
    });
  }

  async #somethingLeft(em: EntityManager, runId: string, day: Day): Promise<boolean> {
    const counts = await this.units.count(em, day);
    if (Object.values(counts).some(count => count > 0)) return true;
    const [row] = await em.execute<{ left: boolean }[]>(BLOBS_LEFT, [runId]);
    return row?.left !== false;
  }
}

const BLOBS_LEFT = `select exists (select from ${BLOBS_OF_RUNS} b where b.run_id = ?) as "left"`;

function about(run: PurgeRun) {
  return { object: { kind: 'purge-run', id: run.id } };
}
