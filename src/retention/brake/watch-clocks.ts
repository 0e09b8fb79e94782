import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { AuditTrail, THE_SYSTEM } from '../../audit/index.js';
import { newId } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { Notices } from '../../platform/notify/index.js';
import { isSameBoot, LONGEST_DOWNTIME_MS, mistrustOf, type ClocksNow, type Mistrust } from './brake-reason.js';
import { ClockSighting } from './clock-sighting.entity.js';
import { PurgeBrake } from './purge-brake.entity.js';
import { ReadClocks } from './read-clocks.js';

/** Compares the clocks with what they have shown before, and raises the brake where they cannot be trusted (ADR 0013). */
@Injectable()
export class WatchClocks implements OnApplicationBootstrap {
  readonly #logger = new Logger(WatchClocks.name);
  #instance: string | undefined;

  constructor(
    private readonly database: Database,
    private readonly clocks: ReadClocks,
    private readonly trail: AuditTrail,
    private readonly notices: Notices,
  ) {}

  onApplicationBootstrap(): void {
    if (this.clocks.hidesBoot) this.#logger.warn(HIDDEN_BOOT);
  }

  /**
   * Looks at the clocks once and notes what they show. A clock that is not trusted is not noted, so that it is measured
   * by the last one that was. Returns the raised brake, which stops every purge; null: there is none.
   */
  async look(): Promise<PurgeBrake | null> {
    const databaseAheadMs = await this.clocks.databaseAheadMs();
    return this.database.transaction(async em => {
      await em.execute(ONE_AT_A_TIME);
      const raised = await em.findOne(PurgeBrake, { raised: true });
      if (raised) return raised;
      const now = this.clocks.now(databaseAheadMs);
      const seen = await em.find(ClockSighting, {});
      const mistrust = mistrustOf(now, seen);
      if (mistrust) return this.#raise(em, mistrust, now.at);
      await this.#note(em, now, seen);
      return null;
    });
  }

  async #raise(em: EntityManager, { reason, byMs }: Mistrust, raisedAt: Date): Promise<PurgeBrake> {
    this.#logger.error(`The clock cannot be trusted (${reason}): nothing is purged until two administrators say so.`);
    const off = Number.isNaN(byMs) ? 0 : Math.round(byMs);
    const brake = em.create(PurgeBrake, { id: newId(raisedAt), reason, byMs: off, raisedAt });
    await em.persist(brake).flush();
    const object = { kind: 'purge-brake', id: brake.id };
    await this.trail.record(em, {
      action: 'purge-brake.raised',
      actor: THE_SYSTEM,
      object,
      facts: { reason, byMs: off },
    });
    await this.notices.tell(em, { kind: 'purge-brake', state: 'raised', reason }, brake.id);
    return brake;
  }

  async #note(em: EntityManager, now: ClocksNow, seen: readonly ClockSighting[]): Promise<void> {
    const { bootId, uptimeMs, at } = now;
    this.#instance ??= newId(at);
    const last = { seenAt: at, uptimeMs, instance: this.#instance };
    const known = seen.some(sighting => isSameBoot(sighting, now));
    if (known) await em.nativeUpdate(ClockSighting, { bootId, seenAt: { $lte: at } }, last);
    else await em.upsert(ClockSighting, { bootId, firstSeenAt: at, firstUptimeMs: uptimeMs, ...last });
    const longAgo = new Date(at.getTime() - LONGEST_DOWNTIME_MS);
    await em.nativeDelete(ClockSighting, { bootId: { $ne: bootId }, seenAt: { $lt: longAgo } });
  }
}

/** What an operator reads who runs it in a closed box. */
const HIDDEN_BOOT =
  '/proc/sys/kernel/random/boot_id cannot be read: a start more than ten minutes after the last look at the clocks raises the brake of purges.';

/** Another instance's sighting of this very moment is seen, and one brake is raised by one. */
const ONE_AT_A_TIME = 'lock table clock_sighting in share row exclusive mode';
