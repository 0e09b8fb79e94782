import { z } from 'zod';
import { format, pageOf, pageQuery } from '../../platform/http/index.js';

export const accessQuery = pageQuery;
export type AccessQuery = z.output<typeof accessQuery>;

/** What somebody else did with a call that the person took, or with the person's own affairs; nothing of the caller. */
const ownAccess = z.strictObject({
  id: format.id,
  at: format.instantOut,
  action: z.string(),
  outcome: z.string(),
  /** Staff id of who did it; null for a machine and for the system. */
  staffId: format.id.nullable(),
  purpose: z.string().nullable(),
  queue: z.string().nullable(),
  callStartedAt: format.instantOut.nullable(),
});
export type OwnAccess = z.infer<typeof ownAccess>;
export const ownAccessPage = pageOf(ownAccess);
