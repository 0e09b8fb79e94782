import { z } from 'zod';
import { format, pageOf, pageQuery } from '../../platform/http/index.js';
import { CLAIM_STATES } from '../case/case-rows.entity.js';
import { REFUSAL_GROUNDS } from '../case/grounds.js';
import { OUTCOMES, RIGHTS } from '../case/rights.js';
import {
  ANSWER_LANGUAGES,
  CASE_KINDS,
  CASE_STATES,
  IDENTITY_METHODS,
  RECEIPT_CHANNELS,
} from '../case/rights-case.entity.js';
import { preparedStamp } from '../case/prepared.schemas.js';
import { EFFECT_KINDS, EFFECT_STATES } from '../effects/effect.entity.js';
import { REMINDER_KINDS } from '../clock/reminders.js';

/** `open`: by what is due, the late ones first; `closed`: newest first. */
export const boardQuery = pageQuery.extend({
  which: z.enum(['open', 'closed']).default('open'),
  /** Requests of data subjects or of authorities alone; both where it is left out. */
  kind: z.enum(CASE_KINDS).optional(),
});
export type BoardQuery = z.output<typeof boardQuery>;

const shown = {
  id: format.id,
  number: z.string(),
  kind: z.enum(CASE_KINDS),
  state: z.enum(CASE_STATES),
  receivedAt: format.instantOut,
  receivedOn: format.day,
  channel: z.enum(RECEIPT_CHANNELS),
  language: z.enum(ANSWER_LANGUAGES),
  rights: z.array(z.enum(RIGHTS)),
  officerId: format.id.nullable(),
  officerName: z.string().nullable(),
  /** Null while the clock stands still. */
  lastOn: format.day.nullable(),
  lastOnWithoutStops: format.day,
  internalTarget: format.day.nullable(),
  stopped: z.boolean(),
  extended: z.boolean(),
  forwarded: z.boolean(),
  late: z.boolean(),
  /** What of its clock is to be said today; null where nothing is. */
  reminder: z.strictObject({ kind: z.enum(REMINDER_KINDS), about: format.day, days: z.int() }).nullable(),
  permitted: z.array(z.enum(['handle', 'confirm', 'export'])),
};

export const caseItem = z.strictObject(shown);
export type CaseItem = z.infer<typeof caseItem>;
export const casePage = pageOf(caseItem);

const person = z.strictObject({
  name: z.string().optional(),
  personalIdentityCode: z.string().optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
  address: z.string().optional(),
  unit: z.string().optional(),
});

const count = z.int();

/** What is still to be done, and what waits for a second person: so that whoever opens a case sees what comes next. */
export const caseStanding = z.strictObject({
  searches: count,
  included: count,
  /** Found, and neither taken up nor released. */
  unsorted: count,
  /** Taken up, and nobody has said what of it is given. */
  unassessed: count,
  /** To be given as a redacted copy, of which there is none yet. */
  uncopied: count,
  /** Without those that were refused or sent back. */
  effects: z.array(z.strictObject({ kind: z.enum(EFFECT_KINDS), state: z.enum(EFFECT_STATES) })),
  /** Granted, and nothing was done for them: the person is not answered before. */
  lacking: z.array(z.enum(RIGHTS)),
  /** A letter, and a package, that tell of the decision that stands. */
  hasAnswer: z.boolean(),
  hasPackage: z.boolean(),
  /** An erasure that was granted waits until the person has the copy. */
  erasureWaits: z.boolean(),
  /** A restriction that began by itself stands, though nothing is weighed any more. */
  restrictionStands: z.boolean(),
  /** Of a disclosure that waits for its second person: the stamp of it. */
  prepared: preparedStamp.nullable(),
  waiting: z.array(
    z.strictObject({ what: z.enum(['assessment', 'copy', 'claim', 'effect']), preparedBy: format.id.nullable() }),
  ),
});
export type CaseStanding = z.infer<typeof caseStanding>;

/** A case with what is personal in it. */
export const caseView = z.strictObject({
  ...shown,
  registeredBy: format.id,
  registrarName: z.string().nullable(),
  registeredAt: format.instantOut,
  /** The member of staff whom the case is about. */
  subjectStaffId: format.id.nullable(),
  subjectStaffName: z.string().nullable(),
  linkedGroup: format.id.nullable(),
  decidedAt: format.instantOut.nullable(),
  answeredAt: format.instantOut.nullable(),
  closedAt: format.instantOut.nullable(),
  /** The last day that it is kept. */
  dueOn: format.day,
  request: z.strictObject({
    text: z.string(),
    person,
    representative: z
      .strictObject({ name: z.string(), mandate: z.string(), contact: z.string().optional() })
      .optional(),
    authority: z
      .strictObject({
        ...{ name: z.string(), reference: z.string(), contact: z.string() },
        ...{ provision: z.string(), scope: z.string() },
      })
      .optional(),
    identity: z.strictObject({ method: z.enum(IDENTITY_METHODS).nullable(), doubt: z.string().optional() }).optional(),
  }),
  standing: caseStanding,
  claims: z.array(
    z.strictObject({
      id: format.id,
      right: z.enum(RIGHTS),
      state: z.enum(CLAIM_STATES),
      contested: z.boolean(),
      directMarketing: z.boolean(),
      outcome: z.enum(OUTCOMES).nullable(),
      ground: z.enum(REFUSAL_GROUNDS).nullable(),
      reasonsLeftOut: z.boolean(),
      reasons: z.string().nullable(),
      decidedBy: format.id.nullable(),
      confirmedBy: format.id.nullable(),
      /** Of a decision that waits for its second person: the stamp of it. */
      prepared: preparedStamp.nullable(),
    }),
  ),
  stops: z.array(
    z.strictObject({
      id: format.id,
      kind: z.enum(['identity', 'clarification']),
      stoppedAt: format.instantOut,
      resumedAt: format.instantOut.nullable(),
    }),
  ),
  journal: z.array(
    z.strictObject({
      id: format.id,
      at: format.instantOut,
      actorId: format.id.nullable(),
      actorName: z.string().nullable(),
      action: z.string(),
      eventId: format.id,
      detail: z.record(z.string(), z.unknown()),
    }),
  ),
});
export type CaseView = z.infer<typeof caseView>;
