import { Injectable } from '@nestjs/common';
import { Replays, textFact, type LoggedEvent } from '../../audit/index.js';
import { NOBODY } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { COMMUNICATION_GROUNDS, Incident } from './incident.entity.js';
import { UNDECIDED } from './record-notification.js';

/**
 * After a restored backup: a breach that was registered since is there again with its 72 hours, and so is what was decided about it.
 * Words are gone with the database, and so are lists: those are told as not replayed, and made anew. Whose acts they were about still does not
 * see the breach.
 */
@Injectable()
export class ReplayIncidents {
  constructor(replays: Replays) {
    replays.on('incident.registered', register);
    replays.inPart('incident.affected-listed', exclude);
    replays.on('incident.awareness-corrected', correct);
    replays.on('incident.notification-recorded', notify);
    replays.on('incident.notification-decided', decide);
    replays.on('incident.communication-recorded', communicate);
  }
}

async function register(em: EntityManager, event: LoggedEvent): Promise<void> {
  const { object, actor, at, facts } = event;
  if (!object || !actor.id) return;
  const staffIds = Array.isArray(facts?.staffIds) ? facts.staffIds.map(String) : [];
  const row = {
    ...{ id: object.id, number: Number(facts?.number ?? 0), findingId: textFact(event, 'findingId') ?? null, staffIds },
    ...{ awareAt: momentIn(event, 'awareAt'), awareBy: textFact(event, 'awareBy') ?? NOBODY },
    ...{ registeredBy: actor.id, registeredAt: at, describedIn: event.id },
  };
  await em.upsert(Incident, row, { onConflictAction: 'ignore' });
}

/** Besides those whom the database knows of: a wrong name is taken back by the list that is made anew. */
async function exclude(em: EntityManager, event: LoggedEvent): Promise<void> {
  const { object, facts } = event;
  if (facts?.calls !== 'used' || !Array.isArray(facts.staffIds)) return;
  const incident = await em.findOne(Incident, { id: object?.id ?? NOBODY }, { refresh: true });
  if (!incident) return;
  await change(em, event, { staffIds: [...new Set([...incident.staffIds, ...facts.staffIds.map(String)])] });
}

async function correct(em: EntityManager, event: LoggedEvent): Promise<void> {
  const awareBy = textFact(event, 'awareBy') ?? NOBODY;
  await change(em, event, { awareAt: momentIn(event, 'awareAt'), awareBy });
}

async function notify(em: EntityManager, event: LoggedEvent): Promise<void> {
  const said = { preparedBy: event.actor.id ?? NOBODY, preparedAt: event.at, notificationIn: event.id };
  if (textFact(event, 'outcome') !== 'notified') return change(em, event, { ...said, notification: 'proposed' });
  const authorityReference = textFact(event, 'reference') ?? '';
  const notified = { notification: 'notified', notifiedAt: momentIn(event, 'at'), authorityReference } as const;
  await change(em, event, { ...said, ...notified, confirmedBy: null, confirmedAt: null, confirmedIn: null });
}

async function decide(em: EntityManager, event: LoggedEvent): Promise<void> {
  if (textFact(event, 'outcome') !== 'confirmed') return change(em, event, UNDECIDED);
  const confirmed = { confirmedBy: event.actor.id, confirmedAt: event.at, confirmedIn: event.id };
  await change(em, event, { ...confirmed, notification: 'not-notified' });
}

async function communicate(em: EntityManager, event: LoggedEvent): Promise<void> {
  const said = { communicationBy: event.actor.id, communicationAt: event.at, communicationIn: event.id };
  const ground = COMMUNICATION_GROUNDS.find(one => one === textFact(event, 'ground')) ?? null;
  const told = ground === null;
  await change(em, event, {
    ...{ ...said, communication: told ? 'told' : 'not-told', communicationGround: ground },
    toldAt: told ? momentIn(event, 'at') : null,
  });
}

async function change(em: EntityManager, { object }: LoggedEvent, to: Partial<Incident>): Promise<void> {
  await em.nativeUpdate(Incident, { id: object?.id ?? NOBODY }, to);
}

function momentIn(event: LoggedEvent, name: string): Date {
  return new Date(textFact(event, name) ?? event.at);
}
