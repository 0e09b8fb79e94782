import { z } from 'zod';
import { format, pageOf } from '../../platform/http/index.js';
import { FINDING_OUTCOMES } from './reconciliation-finding.entity.js';
import { RECONCILIATION_STATES, RECONCILIATION_STEPS } from './reconciliation-run.entity.js';

/** `counts`: how many things were looked at in each step, and how many findings there were of each kind. */
const run = {
  id: format.id,
  night: format.day.nullable(),
  state: z.enum(RECONCILIATION_STATES),
  step: z.enum(RECONCILIATION_STEPS),
  startedAt: format.instantOut,
  finishedAt: format.instantOut.nullable(),
  counts: z.record(z.string(), z.int()),
  incidents: z.int(),
};

export const reconciliationItem = z.strictObject(run);
export type ReconciliationItem = z.infer<typeof reconciliationItem>;
export const reconciliationPage = pageOf(reconciliationItem);

const finding = z.strictObject({
  kind: z.string(),
  outcome: z.enum(FINDING_OUTCOMES),
  unitKind: z.string(),
  unitId: format.id.nullable(),
  day: format.day.nullable(),
  foundAt: format.instantOut,
});

/** Incidents come first; `moreFindings` where the list is cut. */
export const reconciliationView = z.strictObject({ ...run, findings: z.array(finding), moreFindings: z.boolean() });
export type ReconciliationView = z.infer<typeof reconciliationView>;
