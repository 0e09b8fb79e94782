import { z } from 'zod';
import { format, pageOf, pageQuery } from '../../platform/http/index.js';
import { reference } from '../ingest/metadata.schemas.js';

export const closure = z.strictObject({ reference, reason: format.text(2000).optional() });
export type Closure = z.output<typeof closure>;

export const reopening = z.strictObject({ reference });
export type Reopening = z.output<typeof reopening>;

export const caseQuery = pageQuery;
export type CaseQuery = z.output<typeof caseQuery>;

/** A case that was closed at least once; `reopenedAt` and `reopenedBy` are of the time since. */
export const complaintCaseView = z.strictObject({
  reference: z.string(),
  state: z.enum(['closed', 'open']),
  closedAt: format.instantOut,
  closedBy: format.id,
  reopenedAt: format.instantOut.nullable(),
  reopenedBy: format.id.nullable(),
});
export type ComplaintCaseView = z.infer<typeof complaintCaseView>;

export const complaintCasePage = pageOf(complaintCaseView);
