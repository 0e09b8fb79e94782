import { Injectable } from '@nestjs/common';
import { Replays, textFact, type LoggedEvent } from '../../audit/index.js';
import { StaffDuties } from '../../identity/index.js';
import { NOBODY } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { BATCH_OUTCOMES, DutyBatch } from './duty-batch.entity.js';
import { DUTY_FIELDS, DUTY_ORIGINS, DutyChange } from './duty-change.entity.js';

/** After a restored backup: people have the duties that the log tells of, and changes that were coming are coming. */
@Injectable()
export class ReplayDuties {
  constructor(
    replays: Replays,
    private readonly duties: StaffDuties,
  ) {
    replays.on('duties.entered', enter);
    replays.on('duties.held-back', holdBack);
    replays.on('duties.changed', (em, event) => this.#change(em, event));
    replays.on('duties.withdrawn', (em, { object, at, actor }) =>
      set(em, { id: object?.id ?? NOBODY }, { withdrawnAt: at, withdrawnBy: actor.id, held: false }),
    );
    replays.on('duty-batch.decided', decide);
  }

  async #change(em: EntityManager, event: LoggedEvent): Promise<void> {
    await set(em, { id: event.object?.id ?? NOBODY }, { appliedAt: event.at, examinedAt: event.at, held: false });
    const staffId = event.concernsStaffId ?? NOBODY;
    if (await this.duties.of(em, staffId)) await this.duties.change(em, staffId, valuesOf(event));
  }
}

/** Its review, where it opened one, is an event of its own; a change that the acceptance lets wait is examined already. */
async function enter(em: EntityManager, event: LoggedEvent): Promise<void> {
  const [id, staffId] = [event.object?.id, event.concernsStaffId];
  const effectiveOn = textFact(event, 'effectiveOn');
  if (!id || !staffId || !effectiveOn || (await em.findOne(DutyChange, { id }))) return;
  const opens = textFact(event, 'opens');
  await em.insert(DutyChange, {
    ...{ id, staffId, effectiveOn, unit: '', title: '', queue: '', managerId: null, ...valuesOf(event) },
    fields: DUTY_FIELDS.filter(field => event.facts?.[field] !== undefined),
    opens: opens === 'duties' || opens === 'manager' ? opens : null,
    origin: DUTY_ORIGINS.find(one => one === textFact(event, 'origin')) ?? 'entered',
    ...{ enteredAt: event.at, enteredBy: event.actor.id ?? NOBODY, textEventId: event.id, examinedAt: event.at },
  });
}

async function holdBack(em: EntityManager, event: LoggedEvent): Promise<void> {
  const batchId = textFact(event, 'batchId');
  if (!batchId) return;
  const known = await em.findOne(DutyBatch, { id: batchId });
  if (!known) await em.insert(DutyBatch, { id: batchId, openedAt: event.at, enteredBy: event.actor.id ?? NOBODY });
  const change = await em.findOne(DutyChange, { id: event.object?.id ?? NOBODY });
  if (change && !change.appliedAt) em.assign(change, { batchId, held: true, examinedAt: null });
  await em.flush();
}

/** What a confirmed batch let go is examined by the next look of the job, unless the log tells that it was. */
async function decide(em: EntityManager, event: LoggedEvent): Promise<void> {
  const batchId = event.object?.id ?? NOBODY;
  const outcome = BATCH_OUTCOMES.find(one => one === textFact(event, 'outcome')) ?? 'discarded';
  const decided = { decidedAt: event.at, decidedBy: event.actor.id, textEventId: event.id };
  await em.nativeUpdate(DutyBatch, { id: batchId, decidedAt: null }, { outcome, ...decided });
  const withdrawn = outcome === 'discarded' ? { withdrawnAt: event.at, withdrawnBy: event.actor.id } : {};
  await em.nativeUpdate(DutyChange, { batchId, held: true }, { held: false, ...withdrawn });
}

async function set(
  em: EntityManager,
  where: { id: string },
  values: Partial<Pick<DutyChange, 'withdrawnAt' | 'withdrawnBy' | 'appliedAt' | 'examinedAt' | 'held'>>,
): Promise<void> {
  await em.nativeUpdate(DutyChange, { ...where, appliedAt: null, withdrawnAt: null }, values);
}

function valuesOf(event: LoggedEvent) {
  const managerId = event.facts?.managerId;
  return {
    ...textValue(event, 'unit'),
    ...textValue(event, 'title'),
    ...textValue(event, 'queue'),
    ...(typeof managerId === 'string' || managerId === null ? { managerId } : {}),
  };
}

function textValue(event: LoggedEvent, name: 'unit' | 'title' | 'queue'): { [Name in typeof name]?: string } {
  const value = textFact(event, name);
  return value === undefined ? {} : { [name]: value };
}
