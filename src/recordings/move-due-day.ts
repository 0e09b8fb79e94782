import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Purpose } from '../access/index.js';
import { AuditTrail, type Actor } from '../audit/index.js';
import { parseDay, type Day } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { reached } from '../kernel/crash-points.js';
import { DomainError, notFound } from '../kernel/errors.js';
import { isOver, latest } from '../kernel/retention-rule.js';
import { Database, type EntityManager } from '../platform/database/index.js';
import { callFactsOf } from './call-facts.js';
import { Contact } from './contact.entity.js';
import { UnitKeys } from './custody/unit-keys.js';
import { PartyIndexes } from './party-indexes.js';
import { Recording } from './recording.entity.js';

/** Where a recording is to go: its last day, the purposes that it is held for, and the first day on which a hold ends. */
export interface NewDueDay {
  readonly dueOn: Day;
  readonly holdPurposes: readonly Purpose[];
  readonly heldThroughOn: Day;
}

/** Decides where a recording goes, and writes what led to it, while the recording and its contact are locked. */
export type DecideDueDay = (em: EntityManager, recording: Recording) => Promise<NewDueDay>;

interface Move {
  readonly unitId: string;
  readonly from: Day;
  readonly to: Day;
}

interface Moves {
  readonly own: Move;
  readonly contact: Move;
}

/**
 * Moves a recording, and its contact where that has to follow, to another last day (design §3). Keys come first and leave
 * last, so that at every moment the day in the row has one. Nothing is encrypted anew.
 */
@Injectable()
export class MoveDueDay {
  constructor(
    private readonly database: Database,
    private readonly keys: UnitKeys,
    private readonly indexes: PartyIndexes,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `day-closed` for what is over; and what `decide` throws: then nothing is moved or written */
  async execute(recordingId: string, decide: DecideDueDay, actor: Actor): Promise<void> {
    const { own, contact } = await this.database.transaction(em => this.#move(em, recordingId, decide, actor));
    await reached('move.committed');
    // A crash here leaves wrappings on the earlier days: the next move, the purge or the nightly reconciliation drops them.
    if (own.from !== own.to) await this.keys.settle('recording', own.unitId, [own.from]);
    if (contact.from !== contact.to) await this.keys.settle('contact', contact.unitId, [contact.from]);
  }

  async #move(em: EntityManager, recordingId: string, decide: DecideDueDay, actor: Actor): Promise<Moves> {
    const { contact, recording } = await this.#locked(em, recordingId);
    const to = await decide(em, recording);
    // Its last day may have ended meanwhile: a day that was counted from the new one would keep what is over.
    this.#needKept(recording);
    const moves = await movesOf(em, contact, recording, to.dueOn);
    await this.keys.copy(em, recordingId, moves.own.from, moves.own.to);
    const key = await this.keys.copy(em, contact.id, moves.contact.from, moves.contact.to);
    const { holdPurposes, heldThroughOn } = to;
    em.assign(recording, { dueOn: moves.own.to, holdPurposes: [...holdPurposes], heldThroughOn });
    em.assign(contact, { dueOn: moves.contact.to });
    await em.flush();
    if (moves.contact.from !== moves.contact.to) await this.indexes.move(em, contact.id, key, moves.contact.to);
    await this.trail.record(em, moved(recording, moves, to, actor));
    return moves;
  }

  /** The contact first: whoever moves one of its legs, or files another, comes through here one after the other. */
  async #locked(em: EntityManager, recordingId: string) {
    const known = await em.findOne(Recording, { id: recordingId });
    if (!known) throw notFound();
    const lockMode = LockMode.PESSIMISTIC_WRITE;
    const contact = await em.findOne(Contact, { id: known.contactId }, { lockMode });
    const recording = await em.findOne(Recording, { id: recordingId }, { lockMode, refresh: true });
    if (!contact || !recording) throw notFound();
    this.#needKept(recording);
    return { contact, recording };
  }

  #needKept({ dueOn }: Recording): void {
    if (isOver(parseDay(dueOn), this.clock.now())) throw over();
  }
}

/** The contact lives as long as the longest of its recordings (design §1). */
async function movesOf(em: EntityManager, contact: Contact, recording: Recording, to: Day): Promise<Moves> {
  const legs = await em.find(Recording, { contactId: contact.id, id: { $ne: recording.id } });
  const together = latest([to, ...legs.map(({ dueOn }) => parseDay(dueOn))]);
  return {
    own: { unitId: recording.id, from: parseDay(recording.dueOn), to },
    contact: { unitId: contact.id, from: parseDay(contact.dueOn), to: together },
  };
}

function moved(recording: Recording, { own, contact }: Moves, to: NewDueDay, actor: Actor) {
  const days = { from: own.from, to: own.to, contactFrom: contact.from, contactTo: contact.to };
  const held = { holdPurposes: to.holdPurposes, heldThroughOn: to.heldThroughOn };
  return {
    action: 'due-day.moved',
    actor,
    object: { kind: 'recording', id: recording.id },
    recordingId: recording.id,
    facts: { ...callFactsOf(recording), ...days, ...held },
  } as const;
}

function over(): DomainError {
  return new DomainError('gone', 'day-closed', 'The last day kept of this recording is over.');
}
