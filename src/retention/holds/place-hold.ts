import { Injectable } from '@nestjs/common';
import type { HoldKind } from '../../access/index.js';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { helsinkiDay, parseDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { newId, NOBODY } from '../../kernel/ids.js';
import { Config } from '../../platform/config/index.js';
import { firstRow, type EntityManager } from '../../platform/database/index.js';
import type { HeldRecording } from './held-recording.js';
import { holdRequested } from './hold-events.js';
import { checkLonger, lastDayWithin, termsOf, type HoldTerms, type WantedTerms } from './hold-terms.js';
import { HoldTexts } from './hold-texts.js';
import { Hold } from './hold.entity.js';

/** A hold that somebody asks for. */
export interface WantedHold extends WantedTerms {
  readonly kind: HoldKind;
  readonly reference: string;
  /** Why the recording is needed for longer. */
  readonly necessity: string;
  /** The hold that this one is to go on from. */
  readonly continues?: { readonly id: string; readonly untilOn: string };
}

/**
 * Writes a request down in a transaction that has locked the recording. One for a complaint or a training protects at once,
 * for at most 7 days and once for each recording (domain.md §2); one for a data subject's request needs nobody else.
 */
@Injectable()
export class PlaceHold {
  constructor(
    private readonly config: Config,
    private readonly texts: HoldTexts,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @returns the hold's id @throws DomainError what {@link termsOf} throws, `hold-not-longer` */
  async execute(em: EntityManager, recording: HeldRecording, wanted: WantedHold, actor: Actor): Promise<string> {
    const now = this.clock.now();
    const terms = termsOf(wanted, parseDay(recording.ordinaryDueOn), helsinkiDay(now), this.config.holdDays);
    if (wanted.continues) checkLonger(terms, wanted.continues.untilOn);
    const { reference, kind, continues, necessity } = wanted;
    const by = { requestedBy: actor.id ?? NOBODY, requestedAt: now };
    const what = { id: newId(now), recordingId: recording.id, kind, reference, continues: continues?.id ?? null };
    const standing = await this.#standing(em, recording.id, kind, terms);
    const hold = em.create(Hold, { ...what, ...by, ...standing, reviewOn: terms.reviewOn, necessitySha256: '' });
    hold.sealedNecessity = await this.texts.seal(recording, { id: hold.id, name: 'necessity' }, necessity);
    const committed = await this.trail.recordCommitting(em, holdRequested(actor, hold, recording, necessity));
    [, hold.necessitySha256] = firstRow([...committed]); // the necessity is its only text
    await em.persist(hold).flush();
    return hold.id;
  }

  /** The last day that a hold can have that is asked for now. */
  lastDayFor(ordinaryDueOn: Day): Day {
    return lastDayWithin(ordinaryDueOn, helsinkiDay(this.clock.now()), this.config.holdDays);
  }

  async #standing(em: EntityManager, recordingId: string, kind: HoldKind, terms: HoldTerms) {
    const { wantedUntilOn, waitsUntilOn } = terms;
    if (kind === 'rights-request') {
      return { state: 'active', provisional: false, untilOn: wantedUntilOn, wantedUntilOn } as const;
    }
    const provisional = (await em.count(Hold, { recordingId, provisional: true })) === 0;
    return { state: 'requested', provisional, untilOn: waitsUntilOn, wantedUntilOn } as const;
  }
}
