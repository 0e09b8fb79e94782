import { z } from 'zod';
import { format, pageOf, pageQuery } from '../../platform/http/index.js';
import { ASKED_ERASURE_GROUNDS, ERASURE_GROUNDS } from '../certificates/certificate.entity.js';
import { ERASURE_STATES, ERASURE_TARGETS } from './erasure.entity.js';

/** `lapsed`: nothing is left that could be erased, though nobody has decided. */
const SHOWN_STATES = [...ERASURE_STATES, 'lapsed'] as const;

export const newErasure = z.strictObject({ ground: z.enum(ASKED_ERASURE_GROUNDS), reason: format.text(1000) });
export type NewErasure = z.output<typeof newErasure>;

export const erasureRefusal = z.strictObject({ reason: format.text(1000) });
export type ErasureRefusal = z.output<typeof erasureRefusal>;

export const erasureQuery = pageQuery.extend({ state: z.enum(SHOWN_STATES).optional() });
export type ErasureQuery = z.output<typeof erasureQuery>;

/** An erasure without words of anybody. What is `permitted` is for who asks. */
export const erasureItem = z.strictObject({
  id: format.id,
  target: z.enum(ERASURE_TARGETS),
  targetId: format.id,
  callOn: format.day,
  queue: z.string(),
  unit: z.string(),
  ground: z.enum(ERASURE_GROUNDS),
  state: z.enum(SHOWN_STATES),
  requestedBy: format.id,
  requesterName: z.string().nullable(),
  requestedAt: format.instantOut,
  decidedBy: format.id.nullable(),
  deciderName: z.string().nullable(),
  decidedAt: format.instantOut.nullable(),
  finishedAt: format.instantOut.nullable(),
  permitted: z.array(z.enum(['decide', 'withdraw'])),
});
export type ErasureItem = z.infer<typeof erasureItem>;
export const erasurePage = pageOf(erasureItem);

/** The same with the reason that was given; null once the month of its event is over. */
export const erasureView = erasureItem.extend({ reason: z.string().nullable() });
export type ErasureView = z.infer<typeof erasureView>;
