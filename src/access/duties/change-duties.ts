import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { StaffDuties, type Duties } from '../../identity/index.js';
import { assertAnnounceable } from '../../kernel/announced-day.js';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { newId, NOBODY } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { DutyBatch } from './duty-batch.entity.js';
import { DutyChange, type DutyField } from './duty-change.entity.js';
import { dutiesOn, judgeChange, newValues, type JudgedChange, type WantedDuties } from './judge-change.js';
import { PutIntoEffect } from './put-into-effect.js';
import { BATCH_WINDOW_MS, waitsInBatch } from './waits-in-batch.js';

/** Whose duties change, to what, and from which day on: today where none is named, or one that has passed. */
export interface WantedChange extends WantedDuties {
  readonly staffId: string;
  readonly effectiveOn?: Day | undefined;
  readonly reason: string;
}

/** Where a change comes from. `firstTimeFields`: what the directory tells of the person for the first time. */
export type ChangeOrigin =
  { readonly kind: 'entered' } | { readonly kind: 'directory'; readonly firstTimeFields: readonly DutyField[] };

/** What became of a change. */
export interface EnteredChange {
  readonly change: DutyChange;
  /** The review that it opened; null where none was needed, or where it waits in a batch. */
  readonly reviewId: string | null;
}

interface EnteringChange {
  readonly wanted: WantedChange & { readonly effectiveOn: Day };
  readonly expected: Duties;
  readonly judged: JudgedChange;
  readonly origin: ChangeOrigin;
  readonly batchId: string | null;
}

/** A person's duties change on a day; the review that this needs is opened in the same transaction (design §5). */
@Injectable()
export class ChangeDuties {
  constructor(
    private readonly duties: StaffDuties,
    private readonly putIntoEffect: PutIntoEffect,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * In the caller's transaction, which must not yet hold the row of any person: changes of duties wait for each other, so
   * that all agree on how many there were within the hour.
   * @returns null when nothing of it is new
   * @throws DomainError `not-found`, `manager-unknown`, `day-too-far-ahead`
   */
  async execute(
    em: EntityManager,
    wanted: WantedChange,
    origin: ChangeOrigin,
    actor: Actor,
  ): Promise<EnteredChange | null> {
    await lockDutyChanges(em);
    const present = await this.duties.lock(em, wanted.staffId);
    if (!present) throw notFound();
    await assertManager(em, this.duties, wanted);
    const coming = await comingChanges(em, wanted.staffId);
    const today = helsinkiDay(this.clock.now());
    const effectiveOn = wanted.effectiveOn && wanted.effectiveOn > today ? wanted.effectiveOn : today;
    assertAnnounceable(effectiveOn, today);
    const firstTime = origin.kind === 'directory' ? origin.firstTimeFields : [];
    const expected = dutiesOn(effectiveOn, present, coming.map(comingOf));
    const judged = judgeChange(expected, wanted, firstTime);
    if (judged.fields.length === 0) return null;
    const batchId = await this.#batchToWaitIn(em, wanted.staffId, judged, coming, actor);
    const entering = { wanted: { ...wanted, effectiveOn }, expected, judged, origin, batchId };
    const change = await this.#enter(em, entering, actor);
    if (batchId !== null) await this.#recordHeldBack(em, change, batchId, actor);
    return { change, reviewId: batchId === null ? await this.putIntoEffect.execute(em, change, actor) : null };
  }

  async #enter(
    em: EntityManager,
    { wanted, expected, judged, origin, batchId }: EnteringChange,
    actor: Actor,
  ): Promise<DutyChange> {
    const { staffId, effectiveOn, unit, title, queue, managerId } = wanted;
    const enteredAt = this.clock.now();
    const id = newId(enteredAt);
    const duties: Duties = {
      unit: unit ?? expected.unit,
      title: title ?? expected.title,
      queue: queue ?? expected.queue,
      managerId: managerId === undefined ? expected.managerId : managerId,
    };
    const fields = [...judged.fields];
    const known = { effectiveOn, opens: judged.opens, origin: origin.kind };
    const textEventId = await this.trail.record(em, {
      action: 'duties.entered',
      actor,
      object: { kind: 'duty-change', id },
      concernsStaffId: staffId,
      facts: { ...known, fields, ...newValues({ ...duties, fields }) },
      texts: { reason: wanted.reason },
    });
    const entered = { enteredAt, enteredBy: actor.id ?? NOBODY, textEventId, batchId, held: batchId !== null };
    const change = em.create(DutyChange, { id, staffId, fields, ...duties, ...known, ...entered });
    await em.persist(change).flush();
    return change;
  }

  /** The batch that the change has to wait in; null where it goes through. */
  async #batchToWaitIn(
    em: EntityManager,
    staffId: string,
    { opens }: JudgedChange,
    coming: readonly DutyChange[],
    actor: Actor,
  ): Promise<string | null> {
    const people = await lateChanges(em, this.clock.now());
    const earlierHeld = coming.some(({ held }) => held);
    if (!waitsInBatch(staffId, opens !== null, people, earlierHeld)) return null;
    const batch = (await em.findOne(DutyBatch, { decidedAt: null })) ?? this.#newBatch(em, actor);
    await em.flush();
    return batch.id;
  }

  async #recordHeldBack(em: EntityManager, { id, staffId }: DutyChange, batchId: string, actor: Actor): Promise<void> {
    await this.trail.record(em, {
      action: 'duties.held-back',
      actor,
      object: { kind: 'duty-change', id },
      concernsStaffId: staffId,
      facts: { batchId },
    });
  }

  #newBatch(em: EntityManager, actor: Actor): DutyBatch {
    const openedAt = this.clock.now();
    const batch = em.create(DutyBatch, { id: newId(openedAt), openedAt, enteredBy: actor.id ?? NOBODY });
    em.persist(batch);
    return batch;
  }
}

/** Changes of duties, and decisions on batches of them, go one after the other until their transactions end. */
export async function lockDutyChanges(em: EntityManager): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(7203)');
}

/**
 * Nobody is their own manager, and a manager is somebody active.
 * @throws DomainError `manager-unknown`
 */
export async function assertManager(
  em: EntityManager,
  duties: StaffDuties,
  { staffId, managerId }: Pick<WantedChange, 'staffId' | 'managerId'>,
): Promise<void> {
  if (managerId === undefined || managerId === null) return;
  if (managerId !== staffId && (await duties.of(em, managerId))) return;
  throw new DomainError('unprocessable', 'manager-unknown', 'The manager must be another person who is active.');
}

/** The people whose duties changed within the hour before `now`, in a way that opens a review. */
export async function lateChanges(em: EntityManager, now: Date): Promise<ReadonlySet<string>> {
  const since = new Date(now.getTime() - BATCH_WINDOW_MS);
  const counted = { enteredAt: { $gt: since }, opens: { $ne: null } };
  const recent = await em.find(DutyChange, counted, { fields: ['staffId'] });
  return new Set(recent.map(({ staffId }) => staffId));
}

/** What of a person's duties is known to change and has not, in its order. */
export async function comingChanges(em: EntityManager, staffId: string): Promise<DutyChange[]> {
  const where = { staffId, appliedAt: null, withdrawnAt: null };
  return em.find(DutyChange, where, { orderBy: { effectiveOn: 'asc', enteredAt: 'asc', id: 'asc' } });
}

/** A coming change as {@link dutiesOn} counts it. */
export function comingOf({ fields, unit, title, queue, managerId, effectiveOn }: DutyChange) {
  return { fields, unit, title, queue, managerId: managerId ?? null, effectiveOn };
}
