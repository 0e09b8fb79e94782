import { z } from 'zod';

/**
 * The code that the file will open with: made in the browser of whoever takes it out, so that it is in no answer and nowhere
 * kept. As `packageCode` writes one: 94 bits.
 */
export const newCaseFile = z.strictObject({
  code: z
    .string()
    .regex(/^(?:[2-9AC-FHJKMNP-RTV-Y]{5}-){3}[2-9AC-FHJKMNP-RTV-Y]{5}$/, 'must be a code of four groups of five')
    .refine(code => new Set(code).size >= 8, 'must be made by chance'),
});
export type NewCaseFile = z.output<typeof newCaseFile>;
