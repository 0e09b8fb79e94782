import { z } from 'zod';
import { format } from '../../platform/http/index.js';

const person = { id: format.id, displayName: z.string() };

/** Whom a triage can name: who may handle the case, and whom of the staff it can be about. */
export const people = z.strictObject({
  officers: z.array(z.strictObject(person)),
  staff: z.array(z.strictObject({ ...person, unit: z.string(), active: z.boolean() })),
});
export type People = z.infer<typeof people>;
