import { Injectable } from '@nestjs/common';
import { AccessStanding, type PersonWithAccess } from '../../../access/index.js';
import { UseStanding, type AuditAction } from '../../../audit/index.js';
import { addDays, helsinkiDay, type Day } from '../../../kernel/calendar.js';
import { Clock } from '../../../kernel/clock.js';
import { byFaults, type CheckResult } from '../check-result.js';

/** So long may somebody new take to acknowledge the undertaking: nothing is open to them meanwhile. */
const NEW_DAYS = 14;

/** Acts that show that somebody was let in, or was bound once. */
const LET_IN: readonly AuditAction[] = [
  ...(['playback.granted', 'recording.opened', 'field.revealed'] as const),
  ...(['recordings.listed', 'recordings.searched', 'undertaking.acknowledged'] as const),
];
const USES: readonly AuditAction[] = ['playback.granted', 'recording.opened', 'field.revealed'];

/** What the notice says of who has access (§14). */
@Injectable()
export class AccessChecks {
  constructor(
    private readonly access: AccessStanding,
    private readonly uses: UseStanding,
    private readonly clock: Clock,
  ) {}

  readonly checks = {
    'access-under-undertaking': () => this.#underUndertaking(),
    'access-reviewed-in-time': () => this.#reviewed(),
    'grants-within-bounds': () => this.#withinBounds(),
    'access-ends-with-duties': () => this.#endsWithDuties(),
  };

  /** Somebody new, who never was let in, is only told of; and the log tells of uses by people who were not bound. */
  async #underUndertaking(): Promise<CheckResult> {
    const today = helsinkiDay(this.clock.now());
    const people = await this.access.people();
    const unbound = people.filter(person => !isBoundOn(person, today));
    const ids = unbound.map(({ staffId }) => staffId);
    const [letIn, used] = [await this.uses.lastActs(ids, LET_IN), await this.uses.lastActs(ids, USES)];
    const notYetBound = unbound.filter(({ staffId, since }) => !letIn.has(staffId) && today < addDays(since, NEW_DAYS));
    const usedUnbound = unbound.filter(person => usedSince(used.get(person.staffId), person));
    return byFaults([unbound.length - notYetBound.length], {
      people: people.length,
      unbound: unbound.length - notYetBound.length,
      usedUnbound: usedUnbound.length,
      notYetBound: notYetBound.length,
    });
  }

  async #reviewed(): Promise<CheckResult> {
    const { open, late } = await this.access.reviews();
    return byFaults([late], { openReviews: open, lateReviews: late });
  }

  async #withinBounds(): Promise<CheckResult> {
    const { grants, tooLong } = await this.access.grants();
    return byFaults([tooLong], { grants, tooLong });
  }

  async #endsWithDuties(): Promise<CheckResult> {
    const { grants, ofDeactivated, dutiesNotFollowed } = await this.access.grants();
    return byFaults([ofDeactivated, dutiesNotFollowed], { grants, ofDeactivated, dutiesNotFollowed });
  }
}

function isBoundOn({ boundThroughOn }: PersonWithAccess, day: Day): boolean {
  return boundThroughOn !== null && day <= boundThroughOn;
}

function usedSince(at: Date | undefined, person: PersonWithAccess): boolean {
  return at !== undefined && !isBoundOn(person, helsinkiDay(at));
}
