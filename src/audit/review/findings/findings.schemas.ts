import { z } from 'zod';
import { format, pageOf, pageQuery } from '../../../platform/http/index.js';
import { OUTCOMES } from './finding.entity.js';

/** Findings; only the settled, or the open ones where `settled` is given. */
export const findingQuery = pageQuery.extend({ settled: z.stringbool().optional() });
export type FindingQuery = z.output<typeof findingQuery>;

export const findingOutcome = z.strictObject({ outcome: z.enum(OUTCOMES), text: format.text(2000) });
export type NewOutcome = z.output<typeof findingOutcome>;

export const findingAnswer = z.strictObject({ text: format.text(2000) });
export type NewAnswer = z.output<typeof findingAnswer>;

/** A finding with its words, as long as the log keeps them. `about` is null once the event has been pruned. */
export const findingView = z.strictObject({
  id: format.id,
  roundId: format.id,
  eventId: format.id,
  about: z
    .strictObject({
      at: format.instantOut,
      action: z.string(),
      actorId: format.id.nullable(),
      purpose: z.string().nullable(),
      reference: z.string().nullable(),
    })
    .nullable(),
  text: z.string().nullable(),
  ownerId: format.id,
  dueOn: format.day,
  recordedAt: format.instantOut,
  recordedBy: format.id,
  answer: z.strictObject({ at: format.instantOut, text: z.string().nullable() }).nullable(),
  outcome: z
    .strictObject({
      outcome: z.enum(OUTCOMES),
      text: z.string().nullable(),
      at: format.instantOut,
      by: format.id,
    })
    .nullable(),
});
export type FindingView = z.infer<typeof findingView>;
export const findingPage = pageOf(findingView);
