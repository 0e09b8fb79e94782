import { subject } from '@casl/ability';
import type { Column, Permissions } from '../../access/index.js';
import type { AudioFacts } from '../audio/audio-facts.js';
import type { QuarantineReason } from './quarantine-reasons.js';
import { ITEM_ACTS, type ItemAct, type QuarantinedView } from './quarantined-items.schemas.js';

/** Where the facts that rules use live in `quarantined_item`. */
export const QUARANTINE_COLUMNS: Readonly<Record<string, Column>> = {
  queue: { sql: 'queue', type: 'text' },
  unit: { sql: 'unit', type: 'text' },
};

/** The columns of a list row: what there is, and nothing of a caller. */
export const ITEM_COLUMNS = `
  id, source, external_id, reason, queue, unit, call_on::text as call_on, due_on::text as due_on, received_at, channel, size_bytes,
  audio_facts, sealed_metadata is not null as has_call, sealed_document is not null as has_document`;

export interface ItemRow {
  readonly id: string;
  readonly source: string;
  readonly external_id: string;
  readonly reason: QuarantineReason;
  readonly queue: string;
  readonly unit: string;
  readonly call_on: string | null;
  readonly due_on: string;
  readonly received_at: Date;
  readonly channel: string;
  readonly size_bytes: number | null;
  readonly audio_facts: AudioFacts | null;
  readonly has_call: boolean;
  readonly has_document: boolean;
}

/** An object of the rules made of an item. */
export function itemSubject({ queue, unit }: { readonly queue: string; readonly unit: string }) {
  return subject('QuarantinedItem', { queue, unit });
}

/** A row as lists show it. */
export function itemOf(row: ItemRow, permissions: Permissions): QuarantinedView {
  return {
    id: row.id,
    source: row.source,
    externalId: row.external_id,
    reason: row.reason,
    queue: row.queue,
    unit: row.unit,
    callOn: row.call_on,
    dueOn: row.due_on,
    receivedAt: row.received_at.toISOString(),
    channel: row.channel,
    audio: audioOf(row),
    hasCall: row.has_call,
    hasDocument: row.has_document,
    permitted: actsOn(row, permissions),
  };
}

function audioOf({ size_bytes: sizeBytes, audio_facts: facts }: ItemRow): QuarantinedView['audio'] {
  if (sizeBytes === null) return null;
  return { sizeBytes, durationMs: facts?.durationMs ?? null, codec: facts?.codec ?? null };
}

function actsOn(row: ItemRow, { ability }: Permissions): ItemAct[] {
  if (!ability.can('sort-out', itemSubject(row))) return [];
  const able: Readonly<Record<ItemAct, boolean>> = {
    repair: true,
    file: row.has_call && row.audio_facts !== null,
    explain: row.size_bytes === null,
    destroy: true,
  };
  return ITEM_ACTS.filter(act => able[act]);
}
