import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { AuditTrail, UsesInQuestion } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { newId, NOBODY } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { AffectedSubject } from './affected-people.js';
import { countAffected } from './count-affected.js';
import { FindAffected, type FoundAffected } from './find-affected.js';
import { IncidentListing, IncidentPerson, type Scope } from './incident-listing.entity.js';
import type { Incident } from './incident.entity.js';
import type { WantedScope } from './incidents.schemas.js';
import { foundIncident, incidentEvent, lockedIncident } from './lock-incident.js';

const ROWS_AT_ONCE = 1000;

/** Makes a list of the data subjects whom a breach affected, as it can be told now (GDPR art. 33(3)(a)). */
@Injectable()
export class ListAffected {
  constructor(
    private readonly database: Database,
    private readonly findAffected: FindAffected,
    private readonly uses: UsesInQuestion,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Returns the number of the list. @throws DomainError `not-found`, `incident-about-oneself`, `incident-too-wide` */
  async execute(id: string, wanted: WantedScope, requester: Requester, permissions: Permissions): Promise<number> {
    await foundIncident(this.database.entities(), id, 'handle', permissions);
    if (wanted.calls === 'used' && wanted.staffIds.includes(requester.id)) throw aboutOneself();
    const found = await this.findAffected.execute(wanted);
    return this.database.transaction(em => this.#keep(em, id, scopeOf(wanted), found, requester, permissions));
  }

  async #keep(
    em: EntityManager,
    id: string,
    scope: Scope,
    found: FoundAffected,
    requester: Requester,
    permissions: Permissions,
  ): Promise<number> {
    const incident = await lockedIncident(em, id, permissions);
    const [newest] = await em.find(IncidentListing, { incidentId: id }, { orderBy: { number: 'desc' }, limit: 1 });
    const [number, madeAt] = [(newest?.number ?? 0) + 1, this.clock.now()];
    const { recordings, gone, people } = found;
    await em.insert(IncidentListing, { incidentId: id, number, scope, recordings, gone, madeBy: requester.id, madeAt });
    for (let at = 0; at < people.length; at += ROWS_AT_ONCE) {
      const rows = people.slice(at, at + ROWS_AT_ONCE).map((person, n) => ({
        ...{ id: newId(madeAt), incidentId: id, listing: number, place: at + n + 1 },
        ...rowOf(person),
      }));
      await em.insertMany(IncidentPerson, rows);
    }
    // Whose acts are looked into is not who looks: by the newest list of what was used, so that a wrong name can be taken back.
    if (scope.calls === 'used') em.assign(incident, { staffIds: await this.#aboutWhom(incident, scope) });
    await this.trail.record(
      em,
      incidentEvent('incident.affected-listed', id, requester, { facts: factsOf(number, scope, found) }),
    );
    return number;
  }

  async #aboutWhom({ findingId }: Incident, { staffIds }: Scope): Promise<string[]> {
    const finding = findingId ? await this.uses.ofFinding(findingId) : null;
    const found = finding && finding.staffId !== NOBODY ? [finding.staffId] : [];
    return [...new Set([...found, ...staffIds])];
  }
}

function aboutOneself(): DomainError {
  const sentence = 'Your own acts are among those that this is about: somebody else has to answer for it.';
  return new DomainError('forbidden', 'incident-about-oneself', sentence);
}

function scopeOf({ from, to, ...rest }: WantedScope): Scope {
  return { ...rest, from: from?.toISOString() ?? null, to: to?.toISOString() ?? null };
}

function rowOf({ risks, partyIds, recordingIds, ...rest }: AffectedSubject) {
  return { ...rest, risks: [...risks], partyIds: [...partyIds], recordingIds: [...recordingIds] };
}

/** Of a thousand recordings the number stands in the leaf, and all of them in the list. */
function factsOf(listing: number, { calls, from, to, staffIds, recordingIds }: Scope, found: FoundAffected) {
  const { people, byGroup, byRisk } = countAffected(found.people);
  return {
    ...{ listing, calls, from, to, staffIds: staffIds.slice(0, 100), namedRecordings: recordingIds.length },
    ...{ recordings: found.recordings, gone: found.gone, people },
    byGroup: Object.fromEntries(byGroup.map(({ kind, category, count }) => [`${kind} ${category}`, count])),
    byRisk: Object.fromEntries(byRisk.map(({ risk, count }) => [risk, count])),
  };
}
