import { z } from 'zod';
import { format, pageOf } from '../../platform/http/index.js';
import { DEPARTURE_STATES } from './departure-state.js';

export const newDeparture = z.strictObject({ to: format.line(200), reason: format.text(1000) });
export type NewDeparture = z.output<typeof newDeparture>;

export const departureDecision = z.strictObject({
  outcome: z.enum(['approved', 'refused']),
  reason: format.text(1000),
});
export type DepartureDecision = z.output<typeof departureDecision>;

/** Texts are null when they are gone: after five years, or with a lost database. `mayDecide` is for who asks. */
export const departureView = z.strictObject({
  id: format.id,
  state: z.enum(DEPARTURE_STATES),
  to: z.string().nullable(),
  reason: z.string().nullable(),
  proposedBy: format.id,
  proposerName: z.string().nullable(),
  proposedAt: format.instantOut,
  decidedBy: format.id.nullable(),
  deciderName: z.string().nullable(),
  decidedAt: format.instantOut.nullable(),
  decisionReason: z.string().nullable(),
  lapsesAt: format.instantOut,
  exportedAt: format.instantOut.nullable(),
  exportedUnits: z.int().nullable(),
  manifestSha256: z.string().nullable(),
  mayDecide: z.boolean(),
});
export type DepartureView = z.infer<typeof departureView>;
export const departurePage = pageOf(departureView);
