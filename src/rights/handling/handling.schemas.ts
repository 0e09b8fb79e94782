import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { RIGHTS } from '../case/rights.js';
import { ANSWER_LANGUAGES, IDENTITY_METHODS } from '../case/rights-case.entity.js';
import { EXTENSION_REASONS } from '../clock/extension.js';
import { STOP_KINDS } from '../clock/stop.js';
import { namedPerson, representative } from '../intake/intake.schemas.js';
import { MOVED_TO } from './moves-by-hand.js';

/** What the officer makes of a request. What is left out stays as it was; what is given takes the place of the whole of it. */
export const triage = z.strictObject({
  rights: format.each(z.array(z.enum(RIGHTS)).min(1).max(RIGHTS.length)),
  /** The person says that what is kept is wrong. */
  contested: z.boolean().optional(),
  /** What the person objects to is direct marketing. */
  directMarketing: z.boolean().optional(),
  officerId: format.id,
  language: z.enum(ANSWER_LANGUAGES).optional(),
  /** How identity is established, null while it is not, and what is doubted. */
  identity: z
    .strictObject({ method: z.enum(IDENTITY_METHODS).nullable(), doubt: format.text(1000).optional() })
    .optional(),
  /** The member of staff whom the case is about; null: nobody of the staff. */
  subjectStaffId: format.id.nullable().optional(),
  person: namedPerson.optional(),
  representative: representative.nullable().optional(),
  /** When it was truly received. */
  receivedAt: format.instant.optional(),
});
export type Triage = z.output<typeof triage>;

/** The clock stops when the person is asked something. */
export const newStop = z.strictObject({
  kind: z.enum(STOP_KINDS),
  stoppedAt: format.instant,
  question: format.text(5000),
});
export type NewStop = z.output<typeof newStop>;

/** It goes on when the person has replied, or it was found needless to wait. */
export const stopEnd = z.strictObject({ resumedAt: format.instant, answer: format.text(5000) });
export type StopEnd = z.output<typeof stopEnd>;

export const newExtension = z.strictObject({
  reason: z.enum(EXTENSION_REASONS),
  words: format.text(5000),
  noticeSentOn: format.day,
});
export type NewExtension = z.output<typeof newExtension>;

export const move = z.strictObject({ to: z.enum(MOVED_TO) });
export type Move = z.output<typeof move>;

export const closing = z.strictObject({ note: format.text(5000).optional() });
export type Closing = z.output<typeof closing>;

/** The id of a case that belongs together with this one. */
export const newLink = z.strictObject({ with: format.id });
export type NewLink = z.output<typeof newLink>;

/** By what two requests are alike. */
export const LIKENESSES = ['personalIdentityCode', 'phone', 'email'] as const;

export const similarCases = z.strictObject({
  items: z.array(
    z.strictObject({
      id: format.id,
      number: z.string(),
      receivedOn: format.day,
      alike: z.array(z.enum(LIKENESSES)),
      linked: z.boolean(),
    }),
  ),
});
export type SimilarCases = z.infer<typeof similarCases>;
