import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { DELIVERY_CHANNELS } from '../case/case-output.entity.js';

/** That a letter or a package was sent, or is to be fetched. */
export const newDelivery = z.strictObject({
  documentId: format.id,
  channel: z.enum(DELIVERY_CHANNELS),
  /** Name and address, or to whom it was handed. */
  to: format.text(500),
  /** What proves it: a number of the postal service, a receipt, who saw it. */
  proof: format.text(1000).optional(),
});
export type NewDelivery = z.output<typeof newDelivery>;

/**
 * Of a download: the token of its address, shown this once, and the code to send another way. The code of a package is known
 * already, so it is null.
 */
export const madeDelivery = z.strictObject({
  id: format.id,
  deliveredAt: format.instantOut,
  download: z.strictObject({ token: z.string(), code: z.string().nullable(), expiresOn: format.day }).nullable(),
});
export type MadeDelivery = z.infer<typeof madeDelivery>;

export const deliveryList = z.strictObject({
  items: z.array(
    z.strictObject({
      id: format.id,
      documentId: format.id,
      channel: z.enum(DELIVERY_CHANNELS),
      deliveredAt: format.instantOut,
      deliveredBy: format.id,
      to: z.string(),
      proof: z.string().nullable(),
      expiresOn: format.day.nullable(),
      triesLeft: z.number().int().nullable(),
      fetchedAt: format.instantOut.nullable(),
    }),
  ),
  nextCursor: z.null(),
});
export type DeliveryList = z.infer<typeof deliveryList>;

/** The last day on which it could have been fetched. */
export const endedDelivery = z.strictObject({ id: format.id, expiresOn: format.day });
export type EndedDelivery = z.infer<typeof endedDelivery>;

export const newAnswering = z.strictObject({ deliveryId: format.id });
export type NewAnswering = z.output<typeof newAnswering>;

export const answered = z.strictObject({ state: z.string(), answeredAt: format.instantOut });
export type Answered = z.infer<typeof answered>;

/** The token of an address; what is not one is told apart before anything is looked up. */
export const downloadToken = z.string().regex(/^[\w-]{43}$/);

/** What whoever holds the address sees before the code; nothing of anybody. */
export const downloadView = z.strictObject({
  kind: z.enum(['letter', 'package']),
  sizeBytes: z.number().int(),
  expiresOn: format.day,
  triesLeft: z.number().int(),
  controller: z.string().nullable(),
});
export type DownloadView = z.infer<typeof downloadView>;

export const downloadCode = z.strictObject({ code: format.line(100) });
export type DownloadCode = z.output<typeof downloadCode>;
