import type { Incident } from './incident.entity.js';
import type { IncidentItem } from './incidents.schemas.js';
import { deadlineOf, hoursLeft } from './seventy-two-hours.js';

/** An incident as a row of the list. */
export function itemOf(incident: Incident, now: Date): IncidentItem {
  const { id, number, awareAt, notification, communication, registeredAt } = incident;
  const runs = notification === 'open' || notification === 'proposed';
  return {
    ...{ id, number, notification, communication },
    awareAt: awareAt.toISOString(),
    deadlineAt: deadlineOf(awareAt).toISOString(),
    hoursLeft: runs ? hoursLeft(awareAt, now) : null,
    registeredAt: registeredAt.toISOString(),
  };
}
