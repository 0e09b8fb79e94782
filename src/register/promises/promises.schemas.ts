import { z } from 'zod';
import { format, pageOf } from '../../platform/http/index.js';
import { STANDINGS } from './check-result.js';
import { INCIDENT_OUTCOMES } from './promise-incident.entity.js';
import { PROMISE_NAMES } from './promises.js';

const inLanguages = z.strictObject({ fi: z.string(), sv: z.string(), en: z.string() });
const figureKind = z.enum(['count', 'number', 'day', 'instant', 'country']);

/** A figure with its name in each language. `value`: null where there is none, or nobody has said. */
const figure = z.strictObject({
  name: z.string(),
  kind: figureKind,
  label: inLanguages,
  value: z.union([z.number(), z.string(), z.null()]),
});

export const incidentView = z.strictObject({
  id: format.id,
  promise: z.enum(PROMISE_NAMES),
  says: inLanguages,
  openedAt: format.instantOut,
  figures: z.array(figure),
  ownerId: format.id,
  /** null: nobody. */
  ownerName: z.string().nullable(),
  /** `text`: null where the log keeps it no longer. */
  answer: z.strictObject({ at: format.instantOut, text: z.string().nullable() }).nullable(),
  outcome: z
    .strictObject({
      outcome: z.enum(INCIDENT_OUTCOMES),
      text: z.string().nullable(),
      at: format.instantOut,
      byName: z.string().nullable(),
    })
    .nullable(),
  /** What who asks may do with it now. */
  mayAnswer: z.boolean(),
  mayHandOver: z.boolean(),
  maySettle: z.boolean(),
});
export type IncidentView = z.infer<typeof incidentView>;
export const incidentPage = pageOf(incidentView);

/** A promise with what keeps it and what shows it, and the newest result. */
export const promiseView = z.strictObject({
  promise: z.enum(PROMISE_NAMES),
  sections: z.array(z.int()),
  /** A page and heading under `docs`. */
  control: z.string(),
  says: inLanguages,
  keeps: inLanguages,
  shows: inLanguages,
  standing: z.enum(STANDINGS),
  /** Whether the newest result is too old to say anything: then its standing is `not-known`. */
  tooOld: z.boolean(),
  broken: z.int(),
  figures: z.array(figure),
  checkedAt: format.instantOut.nullable(),
  /** Since when it has stood so. */
  since: format.instantOut.nullable(),
  /** Where the event of the check is in the log; null while it has no place yet. */
  logIndex: z.int().nullable(),
  incident: incidentView.nullable(),
});
export type PromiseView = z.infer<typeof promiseView>;

export const promiseList = z.strictObject({ items: z.array(promiseView), nextCursor: z.null() });
export type PromiseList = z.infer<typeof promiseList>;

export const incidentAnswer = z.strictObject({ text: format.text(2000) });
export type IncidentAnswer = z.output<typeof incidentAnswer>;

export const newOwner = z.strictObject({ ownerId: format.id, reason: format.text(1000) });
export type NewOwner = z.output<typeof newOwner>;

export const incidentOutcome = z.strictObject({ outcome: z.enum(INCIDENT_OUTCOMES), text: format.text(2000) });
export type IncidentOutcomeWanted = z.output<typeof incidentOutcome>;

/** Who may answer for what the register promises, by name. */
export const ownerList = z.strictObject({
  items: z.array(z.strictObject({ id: format.id, name: z.string() })),
  nextCursor: z.null(),
});
export type OwnerList = z.infer<typeof ownerList>;
