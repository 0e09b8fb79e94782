import { Injectable } from '@nestjs/common';
import { RecordingUses } from '../../audit/index.js';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import type { EntityManager } from '../../platform/database/index.js';
import { asDate } from '../../platform/database/index.js';
import { Effect, RecipientNotice, type EffectKind, type RecipientKind } from './effect.entity.js';
import type { RecipientsView } from './effects.schemas.js';

export type FoundRecipient = RecipientsView['items'][number];

/** What recipients are told of (GDPR art. 19): rectification, erasure, restriction. */
const TOLD_OF: readonly EffectKind[] = ['correction', 'statement', 'erasure', 'restriction'];

/** Finds whom the recordings went to that a case has changed something of: by the events of exports, and the deliveries of other cases. */
@Injectable()
export class FindRecipients {
  constructor(private readonly uses: RecordingUses) {}

  /** Oldest first. Nothing was changed: there is nobody to tell. */
  async of(em: EntityManager, caseId: string): Promise<FoundRecipient[]> {
    const effects = await em.find(Effect, { caseId, kind: { $in: [...TOLD_OF] }, state: 'done' });
    const recordingIds = [...new Set(effects.flatMap(effect => effect.recordingIds))];
    if (recordingIds.length === 0) return [];
    const went = [...(await this.#departures(recordingIds)), ...(await deliveries(em, caseId, recordingIds))];
    const notices = await em.find(RecipientNotice, { caseId }, { orderBy: { id: 'desc' } });
    const changes = lastChanges(effects);
    return gathered(went).map(one => ({ ...one, notice: noticeOf(one, changes, notices) }));
  }

  async #departures(recordingIds: readonly string[]): Promise<Went[]> {
    const uses = await this.uses.of(recordingIds);
    return uses
      .filter(({ action, objectKind }) => action === 'recording.exported' && objectKind === 'departure')
      .map(({ objectId, recordingId, at }) => ({
        ...{ kind: 'departure' as const, id: objectId ?? '', number: null },
        ...{ recordingId, on: helsinkiDay(asDate(at)) },
      }));
  }
}

/** That one recording went to somebody. */
interface Went {
  readonly kind: RecipientKind;
  readonly id: string;
  readonly number: string | null;
  readonly recordingId: string;
  readonly on: Day;
}

async function deliveries(em: EntityManager, caseId: string, recordingIds: readonly string[]): Promise<Went[]> {
  const rows = await em.execute<DeliveryRow[]>(DELIVERED, [`{${recordingIds.join(',')}}`, caseId]);
  return rows.map(row => ({
    kind: row.kind === 'authority' ? ('disclosure' as const) : ('package' as const),
    ...{ id: row.id, number: row.number, recordingId: row.recording_id },
    on: helsinkiDay(asDate(row.delivered_at)),
  }));
}

interface DeliveryRow {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly recording_id: string;
  readonly delivered_at: Date | string;
}

/** Of each recording the first delivery of a package of another case that has it taken up and not withheld. */
const DELIVERED = `
  select c.id, c.number, c.kind, r.recording_id, min(d.delivered_at) as delivered_at
  from rights_recording r join rights_case c on c.id = r.case_id
    join rights_document k on k.case_id = c.id and k.kind = 'package'
    join rights_delivery d on d.document_id = k.id
  where r.recording_id = any(?::uuid[]) and r.case_id <> ? and r.state = 'included' and r.decision is distinct from 'withheld'
  group by c.id, c.number, c.kind, r.recording_id
  order by delivered_at, c.id, r.recording_id`;

function gathered(went: readonly Went[]): Omit<FoundRecipient, 'notice'>[] {
  const byName = new Map<string, Omit<FoundRecipient, 'notice'>>();
  for (const { kind, id, number, recordingId, on } of went) {
    const known = byName.get(`${kind}/${id}`);
    const recordingIds = [...new Set([...(known?.recordingIds ?? []), recordingId])];
    byName.set(`${kind}/${id}`, { kind, id, number, recordingIds, on: known && known.on > on ? known.on : on });
  }
  return [...byName.values()].sort((one, other) => (one.on < other.on ? -1 : 1));
}

/** When something was done to each recording the last time. */
function lastChanges(effects: readonly Effect[]): ReadonlyMap<string, Date> {
  const last = new Map<string, Date>();
  for (const { recordingIds, doneAt } of effects)
    for (const id of recordingIds) {
      const known = last.get(id);
      if (doneAt && (!known || known < doneAt)) last.set(id, doneAt);
    }
  return last;
}

/** The newest notice, unless something was done since to what the recipient has: nobody was told of that by it. */
function noticeOf(
  { kind, id, recordingIds }: Omit<FoundRecipient, 'notice'>,
  changes: ReadonlyMap<string, Date>,
  notices: readonly RecipientNotice[],
) {
  const changed = recordingIds.flatMap(recordingId => changes.get(recordingId) ?? []);
  const tellsOfAll = ({ notedAt, sentOn }: RecipientNotice) =>
    changed.every(at => at <= notedAt && helsinkiDay(at) <= sentOn);
  const notice = notices.find(one => one.recipientKind === kind && one.recipientId === id && tellsOfAll(one));
  return notice ? { channel: notice.channel, sentOn: notice.sentOn } : null;
}
