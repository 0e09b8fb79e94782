import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { preparedStamp } from '../case/prepared.schemas.js';
import { ANSWER_LANGUAGES } from '../case/rights-case.entity.js';

/**
 * A written request of an authority: who asks, by which provision, for what (privacy notice §10). The letter says all but `text` as it
 * is: see `check-letter-texts.ts`.
 */
export const newDisclosure = z.strictObject({
  receivedAt: format.instant,
  authority: z.strictObject({
    name: format.line(200),
    /** Its own number of the matter. */
    reference: format.line(100),
    /** Address and other ways to reach it, a line each. */
    contact: format.text(500),
  }),
  provision: format.line(500),
  scope: format.text(2000),
  /** The request in its words. */
  text: format.text(20_000),
  language: z.enum(ANSWER_LANGUAGES).default('fi'),
});
export type NewDisclosure = z.output<typeof newDisclosure>;

export const openedDisclosure = z.strictObject({ id: format.id, number: z.string() });
export type OpenedDisclosure = z.infer<typeof openedDisclosure>;

/** Which recordings the request names, and whether something in one of them has to be covered first. */
export const namedRecordings = z.strictObject({
  recordings: z
    .array(z.strictObject({ recordingId: format.id, decision: z.enum(['copy', 'redacted-copy']).default('copy') }))
    .min(1)
    .max(200),
});
export type NamedRecordings = z.output<typeof namedRecordings>;

/** Where it is; while it waits for its second person, the stamp of what that person answers for. */
export const disclosureState = z.strictObject({
  ...{ state: z.string(), recordings: z.number().int(), prepared: preparedStamp.nullable() },
});
export type DisclosureState = z.infer<typeof disclosureState>;

export const disclosureDecision = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('confirmed'), prepared: preparedStamp }),
  z.strictObject({ outcome: z.literal('sent-back'), reason: format.text(2000) }),
]);
export type DisclosureDecision = z.output<typeof disclosureDecision>;
