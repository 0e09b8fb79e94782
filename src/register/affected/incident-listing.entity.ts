import { defineEntity, p } from '@mikro-orm/core';
import { PARTY_CATEGORIES } from '../../recordings/index.js';

/** Which calls an incident is about: those that somebody used, or all that are kept. */
export const SCOPE_CALLS = ['used', 'kept'] as const;

/** Which calls; what is null, or an empty list, bounds nothing. Instants in RFC 3339, UTC. */
export interface Scope {
  readonly calls: (typeof SCOPE_CALLS)[number];
  readonly from: string | null;
  readonly to: string | null;
  /** Who used them; of those that are kept, who took them. */
  readonly staffIds: readonly string[];
  readonly recordingIds: readonly string[];
}

const listing = defineEntity({
  name: 'IncidentListing',
  tableName: 'incident_listing',
  comment: 'insert-only: another look at who was affected is another list',
  properties: {
    incidentId: p.uuid().primary(),
    number: p.integer().primary(),
    scope: p.json<Scope>(),
    /** Recordings that are kept, and such as the log tells of and that are gone. */
    recordings: p.integer(),
    gone: p.integer(),
    madeBy: p.uuid(),
    madeAt: p.datetime(3),
  },
});

/** Who was affected by an incident, as it could be told at one moment. */
export class IncidentListing extends listing.class {}

listing.setClass(IncidentListing);

export const PERSON_KINDS = ['caller', 'patient', 'agent'] as const;
export type PersonKind = (typeof PERSON_KINDS)[number];

/** What makes it worse for somebody: their identity code is kept, their health is spoken of, they took no part in the call. */
export const RISKS = ['identity-code', 'health-data', 'third-person'] as const;
export type Risk = (typeof RISKS)[number];

const person = defineEntity({
  name: 'IncidentPerson',
  tableName: 'incident_person',
  comment: 'insert-only: ids and codes; names are opened only when somebody says why',
  uniques: [{ name: 'incident_person_place', properties: ['incidentId', 'listing', 'place'] }],
  properties: {
    id: p.uuid().primary(),
    incidentId: p.uuid(),
    listing: p.integer(),
    /** By this number the list names them. */
    place: p.integer(),
    kind: p.enum(PERSON_KINDS),
    category: p.enum(PARTY_CATEGORIES),
    /** Of an agent. */
    staffId: p.uuid().nullable(),
    risks: p.enum(RISKS).array(),
    partyIds: p.uuid().array(),
    recordingIds: p.uuid().array(),
    /** What was done with those recordings, within the scope. */
    playbacks: p.integer(),
    reveals: p.integer(),
    exports: p.integer(),
  },
});

/** One affected data subject of a list, without anything that they are called by. */
export class IncidentPerson extends person.class {}

person.setClass(IncidentPerson);
