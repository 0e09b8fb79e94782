import { z } from 'zod';
import { format } from '../../platform/http/index.js';

/** `zip`: sent or handed over; `download`: fetched from here, with the package's own code. */
export const newPackage = z.strictObject({ channel: z.enum(['zip', 'download']) });
export type NewPackage = z.output<typeof newPackage>;

/** The code is shown this once; nobody can read it afterwards. */
export const madePackage = z.strictObject({
  documentId: format.id,
  code: z.string(),
  sizeBytes: z.number().int(),
  sha256: z.string(),
  files: z.array(z.strictObject({ name: z.string(), sizeBytes: z.number().int(), sha256: z.string() })),
});
export type MadePackage = z.infer<typeof madePackage>;
