import { z } from 'zod';
import { pageOf, pageQuery } from '../../../platform/http/index.js';
import { eventView } from '../../audit.schemas.js';
import { isInOrder, NOT_IN_ORDER, period } from '../period.js';

export const questionQuery = pageQuery.extend(period).refine(isInOrder, NOT_IN_ORDER);
export type QuestionQuery = z.output<typeof questionQuery>;

/** The ready questions: their names, and what they ask. */
export const questionList = pageOf(z.strictObject({ name: z.string(), asks: z.string() }));
export type QuestionList = z.infer<typeof questionList>;

/** A flagged event, and what made the question flag it: ids, numbers and days. */
const flaggedEvent = z.strictObject({ event: eventView, why: z.record(z.string(), z.unknown()) });
export type FlaggedEvent = z.infer<typeof flaggedEvent>;
export const flaggedPage = pageOf(flaggedEvent);

export const questionName = z.string().regex(/^[a-z-]{1,64}$/, 'must be the name of a question');
