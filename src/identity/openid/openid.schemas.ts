import { z } from 'zod';

/**
 * `returnTo`: the page that was asked for; what leads elsewhere becomes the first page. `anew`: the person shows themselves to the
 * provider once more, whoever is signed in there.
 */
export const beginQuery = z.strictObject({
  returnTo: z.string().max(2048).optional(),
  anew: z.literal('true').optional(),
});
export type BeginQuery = z.output<typeof beginQuery>;

/** What a provider answers with is its own to design (RFC 6749 §4.1.2 bids us ignore what we do not know). */
export const callbackQuery = z.looseObject({});
