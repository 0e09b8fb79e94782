import type { QuarantinedItem } from './quarantined-item.entity.js';

/** What stays of an item that ends until it has its certificate; `eventId` is the event of its end. */
export function destroyedRow(item: QuarantinedItem, eventId: string) {
  const { id: unitId, source, queue, callOn, dueOn, sizeBytes } = item;
  return {
    ...{ unitId, eventId, source, queue, callOn: callOn ?? null, dueOn },
    ...{ sizeBytes: sizeBytes ?? 0, hasBlob: Boolean(item.audioSha256) },
  };
}
