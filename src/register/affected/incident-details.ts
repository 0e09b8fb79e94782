import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { AuditTexts, UsesInQuestion } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { helsinkiDay, addDays, startOfDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { NOBODY } from '../../kernel/ids.js';
import { itemOf } from './incident-item.js';
import type { Scope } from './incident-listing.entity.js';
import type { Incident } from './incident.entity.js';
import type { IncidentView } from './incidents.schemas.js';
import { may } from './lock-incident.js';
import { namedScope, ReadListings } from './read-listings.js';
import { deadlineOf } from './seventy-two-hours.js';

type Maybe<T> = T | null | undefined;

/** What is known of one incident, with its words from the log's texts and the names of staff as they are now. */
@Injectable()
export class IncidentDetails {
  constructor(
    private readonly listings: ReadListings,
    private readonly uses: UsesInQuestion,
    private readonly staff: StaffDirectory,
    private readonly texts: AuditTexts,
    private readonly clock: Clock,
  ) {}

  async of(incident: Incident, permissions: Permissions): Promise<IncidentView> {
    const { awareBy, registeredBy, preparedBy, confirmedBy, communicationBy } = incident;
    const { notifiedAt, authorityReference } = incident;
    const names = await this.staff.names(
      [awareBy, registeredBy, preparedBy, confirmedBy, communicationBy].map(id => id ?? NOBODY),
    );
    const said = async (by: Maybe<string>, at: Maybe<Date>, eventId: Maybe<string>) =>
      at && eventId
        ? { by: names.get(by ?? NOBODY) ?? null, at: at.toISOString(), words: await this.#words(eventId) }
        : null;
    return {
      ...itemOf(incident, this.clock.now()),
      ...{ awareBy, awareOf: names.get(awareBy) ?? null, findingId: incident.findingId ?? null },
      described: {
        ...{ by: names.get(registeredBy) ?? null, at: incident.registeredAt.toISOString() },
        words: await this.#words(incident.describedIn),
      },
      notified: notifiedAt
        ? {
            at: notifiedAt.toISOString(),
            reference: authorityReference,
            late: notifiedAt > deadlineOf(incident.awareAt),
          }
        : null,
      notificationSaid: await said(preparedBy, incident.preparedAt, incident.notificationIn),
      confirmationSaid: await said(confirmedBy, incident.confirmedAt, incident.confirmedIn),
      communicationGround: incident.communicationGround ?? null,
      toldAt: incident.toldAt?.toISOString() ?? null,
      communicationSaid: await said(communicationBy, incident.communicationAt, incident.communicationIn),
      suggestedScope: await this.#suggested(incident),
      listings: await this.listings.of(incident.id),
      mayHandle: may(permissions, 'handle', incident),
      mayConfirm: incident.notification === 'proposed' && may(permissions, 'confirm', incident),
      mayReveal: may(permissions, 'reveal', incident),
      mayExport: may(permissions, 'export', incident),
    };
  }

  /** What a finding is about, as a scope to begin with: who did it, with its recording, or on its day. */
  async #suggested({ findingId }: Incident): Promise<IncidentView['suggestedScope']> {
    const about = findingId ? await this.uses.ofFinding(findingId) : null;
    if (!about) return null;
    const day = helsinkiDay(about.at);
    const scope: Scope = {
      calls: 'used',
      from: startOfDay(day).toISOString(),
      to: startOfDay(addDays(day, 1)).toISOString(),
      staffIds: about.staffId === NOBODY ? [] : [about.staffId],
      recordingIds: about.recordingId === null ? [] : [about.recordingId],
    };
    return namedScope(scope, await this.staff.names(scope.staffIds));
  }

  async #words(eventId: string): Promise<string | null> {
    const [kept] = await this.texts.of(eventId);
    return kept?.text ?? null;
  }
}
