import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor, type AuditAction } from '../../audit/index.js';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { HeldRecording } from './held-recording.js';
import { aboutHold } from './hold-events.js';
import { HoldTexts } from './hold-texts.js';
import type { Hold } from './hold.entity.js';

/** How people end a hold before its last day, and why. */
export interface Ending {
  readonly state: 'refused' | 'released';
  readonly reason: string;
}

/** Writes down, in a transaction that has locked the recording, that somebody ended a hold: it counts no longer. */
@Injectable()
export class EndHold {
  constructor(
    private readonly texts: HoldTexts,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async execute(
    em: EntityManager,
    hold: Hold,
    recording: HeldRecording,
    { state, reason }: Ending,
    actor: Actor,
  ): Promise<void> {
    const endedAt = this.clock.now();
    const today = helsinkiDay(endedAt);
    const sealedEndReason = await this.texts.seal(recording, { id: hold.id, name: 'end-reason' }, reason);
    const untilOn = hold.untilOn < today ? hold.untilOn : today;
    em.assign(hold, { state, untilOn, endedBy: actor.id, endedAt, sealedEndReason });
    await em.flush();
    await this.trail.record(em, { ...aboutHold(ACTIONS[state], actor, hold, recording), texts: { reason } });
  }

  /** It stays in force, and ends by itself on an earlier day than it would have. */
  async shorten(
    em: EntityManager,
    hold: Hold,
    recording: HeldRecording,
    { untilOn, reason }: { readonly untilOn: Day; readonly reason: string },
    actor: Actor,
  ): Promise<void> {
    em.assign(hold, { untilOn });
    await em.flush();
    await this.trail.record(em, { ...aboutHold('hold.shortened', actor, hold, recording), texts: { reason } });
  }
}

const ACTIONS: Readonly<Record<Ending['state'], AuditAction>> = { refused: 'hold.refused', released: 'hold.released' };
