import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { StaffDirectory } from '../../identity/index.js';
import type { EntityManager } from '../../platform/database/index.js';
import { clockOf } from '../case/case-clock.js';
import { Claim, Stop } from '../case/case-rows.entity.js';
import { caseSubject } from '../case/case-subject.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import { hasEnded, internalTarget } from '../clock/response-period.js';
import { remindersDue } from '../clock/reminders.js';
import { periodInForce } from '../clock/request-clock.js';
import type { CaseItem } from './board.schemas.js';

/** Shows cases as the board does: nothing personal. */
@Injectable()
export class CaseItems {
  constructor(private readonly staff: StaffDirectory) {}

  async of(em: EntityManager, cases: readonly RightsCase[], permissions: Permissions): Promise<CaseItem[]> {
    const caseId = { $in: cases.map(({ id }) => id) };
    const [claims, stops] = [await em.find(Claim, { caseId }), await em.find(Stop, { caseId })];
    const names = await this.staff.names(cases.flatMap(({ officerId }) => officerId ?? []));
    return cases.map(found =>
      itemOf(
        found,
        claims.filter(claim => claim.caseId === found.id),
        stops.filter(stop => stop.caseId === found.id),
        { names, permissions },
      ),
    );
  }
}

interface Around {
  readonly names: ReadonlyMap<string, string>;
  readonly permissions: Permissions;
}

/** The board says what is so today, whatever was said before. */
const NOTHING_SAID: ReadonlySet<string> = new Set();

const ACTS = ['handle', 'confirm', 'export'] as const;

function itemOf(
  found: RightsCase,
  claims: readonly Claim[],
  stops: readonly Stop[],
  { names, permissions: { ability, today } }: Around,
): CaseItem {
  const { id, number, kind, state, receivedAt, receivedOn, channel, language, officerId } = found;
  const clock = clockOf(found, stops);
  const period = periodInForce(clock);
  return {
    ...{ id, number, kind, state, receivedAt: receivedAt.toISOString(), receivedOn, channel, language },
    rights: claims.map(({ rightKind }) => rightKind),
    officerId: officerId ?? null,
    officerName: names.get(officerId ?? '') ?? null,
    lastOn: kind === 'authority' ? null : period.lastDay,
    lastOnWithoutStops: period.withoutStops,
    internalTarget: kind === 'authority' ? null : internalTarget(clock.receivedOn, clock.stops).lastDay,
    stopped: !period.runs,
    extended: Boolean(found.extendedAt),
    forwarded: Boolean(found.forwardedAt),
    late: !isAnswered(found) && hasEnded(period, today),
    reminder: isAnswered(found) ? null : (remindersDue(today, clock, NOTHING_SAID).at(-1) ?? null),
    permitted: ACTS.filter(act => ability.can(act, caseSubject(found))),
  };
}

/** Whose clock has nothing more to say; an authority's request has none (domain.md §3). */
function isAnswered({ kind, answeredAt, closedAt }: RightsCase): boolean {
  return kind === 'authority' || Boolean(answeredAt ?? closedAt);
}
